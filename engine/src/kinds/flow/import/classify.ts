import type { Diagnostic } from '../../../metadata/diagnostic.ts'
import type { Place } from '../../../metadata/kind.ts'
import type { FlowContent } from '../content.ts'
import type { ForeignParts } from '../parse/read-definitions.ts'
import { meaningOf } from './foreign-meanings.ts'

export type ImportVerdict = 'runs' | 'mapped' | 'refused'

/** One element of a model, or a process, a sequence flow or the whole text that there is something to say about. */
export interface ImportedElement {
  /** '' for the whole text. */
  id: string
  /** As BPMN calls it without prefix: `userTask`. */
  type: string
  title: string
  line: number
  /** `mapped`: something of it is replaced or left out. */
  verdict: ImportVerdict
  notes: ImportNote[]
}

export interface ImportNote {
  /** `read`: it means the same here. `left_out`: it goes without. `refused`: why it can't run, and what to do. */
  how: 'read' | 'replaced' | 'left_out' | 'refused'
  /** `camunda:assignee`, `<zeebe:taskDefinition>`; the code of a refusal. */
  what: string
  message: string
}

/** What the pack must hold. */
export interface Need {
  what: 'rule-set' | 'function' | 'flow' | 'role' | 'form'
  name: string
  /** Id of the element that asks for it. */
  at?: string
}

/** Faults that say what is missing around a model, not what is wrong with it. */
export const NEEDS: Readonly<Record<string, Need['what'] | undefined>> = {
  'flow.unknown_rule_set': 'rule-set',
  'flow.unknown_function': 'function',
  'flow.unknown_flow': 'flow',
  'flow.unknown_role': 'role',
  'flow.unknown_form': 'form',
}

interface Found {
  foreign: ForeignParts
  diagnostics: readonly Diagnostic[]
  locate: (id: string) => Place
}

/** All elements in the order of the text, then what else there is something to say about. */
export function classify(content: FlowContent, found: Found): ImportedElement[] {
  const notes = notesOf(content, found)
  const known = content.elements.map(({ id, type, bpmn, title }) => ({ id, type: typeOf(bpmn ?? type), title }))
  const flows = new Map(content.flows.map(flow => [flow.id, flow.title]))
  const processes = new Map([
    [content.name, content.title],
    ...(content.processes ?? []).map(each => [each.id, each.title] as const),
  ])
  const elements = new Set(known.map(({ id }) => id))
  const others = [...notes.keys()].filter(id => !elements.has(id))
  return [
    ...known,
    ...others.map(id => ({
      id,
      type: flows.has(id) ? 'sequenceFlow' : 'process',
      title: flows.get(id) ?? processes.get(id) ?? '',
    })),
  ].map(each => {
    const own = notes.get(each.id) ?? []
    return { ...each, line: found.locate(each.id).line, verdict: verdictOf(own), notes: own }
  })
}

/** `bpmn:EndEvent with bpmn:CancelEventDefinition` is an endEvent. */
const typeOf = (said: string): string =>
  said.replace(/^bpmn:(\w+).*$/, (_, name: string) => name[0]!.toLowerCase() + name.slice(1))

const verdictOf = (notes: readonly ImportNote[]): ImportVerdict => {
  if (notes.some(({ how }) => how === 'refused')) return 'refused'
  return notes.some(({ how }) => how !== 'read') ? 'mapped' : 'runs'
}

function notesOf(content: FlowContent, found: Found): Map<string, ImportNote[]> {
  const notes = new Map<string, ImportNote[]>()
  const note = (id: string, more: ImportNote) => notes.set(id, [...(notes.get(id) ?? []), more])
  const refused = new Map(content.elements.flatMap(({ id, reason }) => (reason === undefined ? [] : [[id, reason]])))
  const left = content.unmapped ?? []
  for (const { id, what } of found.foreign.mapped) {
    const message = meaningOf(what)
    const isLeft = left.some(each => each.id === id && isSame(each.what, what))
    if (message === undefined || isLeft || refused.has(id)) continue
    note(id, { how: CODE.test(what) ? 'replaced' : 'read', what, message })
  }
  for (const { name, function: called } of found.foreign.handlers)
    note(content.name, { how: 'replaced', what: name, message: `the function ${called}` })
  for (const { id, what, reason } of left) if (!refused.has(id)) note(id, { how: 'left_out', what, message: reason })
  for (const { code, severity, message, elementId = '' } of found.diagnostics)
    if (severity === 'error' && NEEDS[code] === undefined)
      note(elementId, { how: 'refused', what: code, message: refused.get(elementId) ?? message })
  return notes
}

/** Code that a function stands for: without one its element is refused. */
const CODE = /:(?:class|delegateExpression)$/

/** `formKey="embedded:…"` is what was read as `camunda:formKey`. */
const isSame = (left: string, read: string): boolean => localOf(left.replace(/=.*$/s, '')) === localOf(read)

const localOf = (what: string): string => what.replace(/^<|>$/g, '').replace(/^[\w.-]+:/, '')
