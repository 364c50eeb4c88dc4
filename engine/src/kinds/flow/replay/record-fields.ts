import type { FlowGraph } from '../graph.ts'

const known = new WeakMap<FlowGraph, ReadonlySet<string> | null>()

/** Fields of the record that a flow's expressions and approvers read; null: all of them, it uses the record as a whole. */
export function recordFields(graph: FlowGraph): ReadonlySet<string> | null {
  let fields = known.get(graph)
  if (fields === undefined) known.set(graph, (fields = findFields(graph)))
  return fields
}

function findFields({ elements, flows, starters }: FlowGraph): Set<string> | null {
  const fields = new Set<string>()
  return look({ elements, flows, starters }, fields) ? fields : null
}

/** False when some expression uses the record as a whole. */
function look(value: unknown, fields: Set<string>): boolean {
  if (value === null || typeof value !== 'object') return true
  const node = value as Record<string, unknown>
  if (typeof node['evaluate'] === 'function') return lookInText(String(node['text']), fields)
  if (node['type'] === 'field' && typeof node['field'] === 'string') fields.add(node['field'])
  return Object.values(node).every(each => look(each, fields))
}

/** Every use of the name that is not followed by a field is one of the record as a whole. */
function lookInText(text: string, fields: Set<string>): boolean {
  for (const { 1: field } of text.matchAll(/\brecord\b(?:\s*\.\s*([A-Za-z_]\w*))?/g)) {
    if (field === undefined) return false
    fields.add(field)
  }
  return true
}
