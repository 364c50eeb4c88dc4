import { InvalidInput } from '../../../base/errors.ts'
import type { Diagnostic } from '../../../metadata/diagnostic.ts'
import type { Dialect, FlowContent } from '../content.ts'
import { compileAlone } from '../memory/compile-alone.ts'
import { readFlow } from '../parse.ts'
import { adaptedText, type Adaptation } from './adapt-text.ts'
import { fitDefinitionName, fitFlowName } from './fit-name.ts'
import { classify, NEEDS, type ImportedElement, type ImportVerdict, type Need } from './classify.ts'

export interface FlowImportOrder {
  text: string
  /** As diagnostics name it. */
  file: string
  /** Name of the flow; default: the id of its main process, as far as it can be a name. */
  name?: string
  /** Java classes and beans that the text runs → registered functions that do their work here. */
  map?: Readonly<Record<string, string>>
}

/** What becomes of a foreign model. */
export interface FlowImport {
  /** `mapped`: with functions in place of code, or without what is left out. */
  verdict: ImportVerdict
  dialect: Dialect
  name: string
  title: string
  /** Ids of its processes; the first is the name. */
  processes: string[]
  /** Ids that could not stay. */
  renamed: { from: string; to: string }[]
  elements: ImportedElement[]
  /** What the pack must hold for it. */
  needs: Need[]
  /** Java classes and beans that no function is named for. */
  code: string[]
  diagnostics: Diagnostic[]
  /** The file of the pack. */
  text: string
}

/** The text can't be read as BPMN, or what it is told to be named can't be. */
export class ImportRefused extends InvalidInput {
  constructor(
    code: 'flow.import_unreadable' | 'flow.import_name',
    message: string,
    diagnostics: readonly Diagnostic[] = [],
  ) {
    super(code, message, { details: { diagnostics } })
  }
}

/**
 * Reads a model of another tool, says for each element what becomes of it, and gives the text as a flow of a pack: ids are
 * changed only where they can't be names, foreign attributes and the drawing stay as they are. Throws ImportRefused.
 */
export async function importFlow({ text, file, name, map = {} }: FlowImportOrder): Promise<FlowImport> {
  const { content, diagnostics } = await readFlow({ text, file })
  if (content === undefined) throw unreadable(file, diagnostics)
  const adaptation = adaptationTo(content, { name, map })
  const adapted = adaptedText(text, adaptation)
  return report(adapted, { file, adaptation, before: content })
}

function adaptationTo(
  content: FlowContent,
  { name, map }: Required<Pick<FlowImportOrder, 'map'>> & { name: string | undefined },
): Adaptation {
  return {
    names: new Map([...calledNames(content), ...ownName(content.name, name)]),
    handlers: new Map(Object.entries(map)),
    ruleSets: new Map(content.elements.flatMap(fittedRuleSet)),
    process: content.name,
  }
}

function ownName(id: string, name: string | undefined): [string, string][] {
  const to = name ?? fitFlowName(id)
  if (to === null || fitFlowName(to) !== to) {
    const message = `"${to ?? id}" can't be the name of a flow: use letters, digits, "_", "-" and ".", beginning with a letter or "_". Choose one with --name.`
    throw new ImportRefused('flow.import_name', message)
  }
  return to === id ? [] : [[id, to]]
}

/** Called processes get the names that they get when they are imported themselves. */
const calledNames = ({ elements, processes = [] }: FlowContent): [string, string][] =>
  elements.flatMap(({ call }) => {
    const to = call === undefined || /[=${#]/.test(call.process) ? null : fitFlowName(call.process)
    const isOwn = processes.some(other => other.id === call?.process)
    return to === null || isOwn || to === call!.process ? [] : [[call!.process, to]]
  })

const fittedRuleSet = ({ id, ruleSet }: FlowContent['elements'][number]): [string, string][] => {
  const to = ruleSet === undefined ? null : fitDefinitionName(ruleSet)
  return to === null || to === ruleSet ? [] : [[id, to]]
}

async function report(
  text: string,
  { file, adaptation, before }: { file: string; adaptation: Adaptation; before: FlowContent },
): Promise<FlowImport> {
  const { content = before, foreign = { mapped: [], code: [], handlers: [] }, locate } = await readFlow({ text, file })
  const { diagnostics } = await compileAlone(text, { file })
  const elements = classify(content, { foreign, diagnostics, locate })
  return {
    verdict: verdictOf(elements, diagnostics),
    dialect: content.dialect ?? 'jingwei',
    name: content.name,
    title: content.title,
    processes: [content.name, ...(content.processes ?? []).map(({ id }) => id)],
    renamed: [...adaptation.names].map(([from, to]) => ({ from, to })),
    elements,
    needs: needsOf(diagnostics),
    code: foreign.code,
    diagnostics,
    text,
  }
}

function verdictOf(elements: readonly ImportedElement[], diagnostics: readonly Diagnostic[]): ImportVerdict {
  const refused = diagnostics.some(({ code, severity }) => severity === 'error' && NEEDS[code] === undefined)
  if (refused) return 'refused'
  return elements.some(({ notes }) => notes.some(note => note.how !== 'read')) ? 'mapped' : 'runs'
}

const needsOf = (diagnostics: readonly Diagnostic[]): Need[] =>
  diagnostics.flatMap(({ code, message, elementId }) => {
    const what = NEEDS[code]
    const name = /"([^"]*)"/.exec(message)?.[1]
    return what === undefined || name === undefined
      ? []
      : [{ what, name, ...(elementId !== undefined && { at: elementId }) }]
  })

function unreadable(file: string, diagnostics: readonly Diagnostic[]): ImportRefused {
  const [first] = diagnostics
  const where = first === undefined ? '' : ` ${first.file}:${first.line}:${first.column}: ${first.message}`
  return new ImportRefused('flow.import_unreadable', `${file} can't be read as BPMN.${where}`, diagnostics)
}
