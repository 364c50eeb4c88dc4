import { BpmnModdle } from 'bpmn-moddle'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { ParseResult, Place } from '../../metadata/kind.ts'
import type { FlowContent } from './content.ts'
import { runRules } from './lint/run-rules.ts'
import jingwei from './jw-moddle.json' with { type: 'json' }
import { detectDialect } from './parse/detect-dialect.ts'
import { DIALECT_READERS } from './parse/dialects/index.ts'
import { FOREIGN_NAMESPACES } from './parse/foreign.ts'
import { xmlFaults } from './parse/moddle-faults.ts'
import { placesIn } from './parse/places.ts'
import { readDefinitions, type ForeignParts } from './parse/read-definitions.ts'
import { sortReferences } from './parse/references.ts'
import { refusedText } from './parse/refused-text.ts'
import { toleratedText } from './parse/tolerated-text.ts'

/** Foreign vocabularies are read generically, under the same prefix whatever the text calls them; moddle writes into its map. */
const moddle = new BpmnModdle({ jw: jingwei }, { nsMap: { ...FOREIGN_NAMESPACES } })

/**
 * BPMN 2.0 XML → content. Never throws on bad text: broken XML, document types and entities, and everything that BPMN or
 * our extension does not know come back as diagnostics with their line. Models of Camunda and Flowable are read as theirs;
 * what has no counterpart is listed in `unmapped` and as a warning, or makes its element `unsupported`.
 */
export async function parseFlow(given: { text: string; file: string }): Promise<ParseResult<FlowContent>> {
  const { foreign: _, ...result } = await readFlow(given)
  return result
}

/** The same, with what it understood of a foreign vocabulary. */
export type FlowReading = ParseResult<FlowContent> & { foreign?: ForeignParts }

export async function readFlow({ text, file }: { text: string; file: string }): Promise<FlowReading> {
  const locate = placesIn(text)
  const refused = refusedText(text)
  if (refused !== null) {
    const { place, ...fault } = refused
    return { diagnostics: [{ ...fault, severity: 'error', file, ...place }], locate }
  }
  try {
    return await read(text, file, locate)
  } catch (error) {
    return { diagnostics: xmlFaults(file, text, faultsOfFailure(error)), locate }
  }
}

async function read(text: string, file: string, locate: (id: string) => Place): Promise<FlowReading> {
  const tolerated = toleratedText(text)
  const { rootElement, warnings, elementsById } = await moddle.fromXML(tolerated.text)
  for (const element of Object.values(elementsById)) element['id'] = tolerated.original(element['id'])
  const dialect = DIALECT_READERS[detectDialect(text)]
  const { unresolved, faults } = sortReferences(warnings, elementsById, dialect.nameItself)
  const { content, foreign, faults: readFaults } = readDefinitions({ definitions: rootElement, dialect, unresolved })
  const diagnostics: Diagnostic[] = xmlFaults(
    file,
    text,
    faults.map(warning => warning.message),
  )
  const lint = content === undefined ? [] : runRules(rootElement)
  for (const { elementId, severity = 'error', ...fault } of [...readFaults, ...lint])
    diagnostics.push({ ...fault, severity, file, ...locate(elementId ?? ''), ...(elementId && { elementId }) })
  if (content === undefined) return { diagnostics, locate }
  const { name, title } = content
  return { content, name, title, diagnostics, locate: withPointers(locate, content), ...(foreign && { foreign }) }
}

/** A schema check speaks of `/elements/3/approval`: the place is the element's. */
function withPointers(locate: (id: string) => Place, content: FlowContent): (at: string) => Place {
  return at => {
    const [, list, index] = /^\/(elements|flows)\/(\d+)/.exec(at) ?? []
    if (list === undefined) return locate(at)
    return locate((list === 'flows' ? content.flows : content.elements)[Number(index)]?.id ?? '')
  }
}

function faultsOfFailure(error: unknown): string[] {
  const { message, warnings = [] } = error as { message: string; warnings?: { message: string }[] }
  return [...new Set([...warnings.map(warning => warning.message), message])]
}
