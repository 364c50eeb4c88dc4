import type { FieldModel } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'

/** A computed or looked-up field, named as in `EntityModel.computeOrder`: `amount`, `lines.gross`. */
interface Node {
  name: string
  pointer: string
  kind: 'computed' | 'lookup'
  needs: string[]
}

export interface DependencyOrder {
  /** Computed fields, dependencies first. */
  compute: string[]
  /** Looked-up fields, dependencies first; all of them come before the computed ones. */
  lookup: string[]
}

/** Sorts what the server calculates; circles, and lookups that would need a computed value, are faults. */
export function dependencyOrder(fields: readonly FieldModel[], findings: Findings): DependencyOrder {
  const nodes = new Map(nodesOf(fields).map(node => [node.name, node]))
  const sorted: Node[] = []
  const state = new Map<Node, 'open' | 'done'>()
  const visit = (node: Node, path: string[]): void => {
    if (state.get(node) === 'done') return
    if (state.get(node) === 'open') {
      const circle = [...path.slice(path.indexOf(node.name)), node.name].join(' → ')
      findings.fault(node.pointer, {
        code: 'entity.computed_cycle',
        message: `Fields are computed from each other in a circle: ${circle}.`,
      })
      return
    }
    state.set(node, 'open')
    for (const name of node.needs) {
      const needed = nodes.get(name)
      if (needed && !isRefused(node, needed, findings)) visit(needed, [...path, node.name])
    }
    state.set(node, 'done')
    sorted.push(node)
  }
  for (const node of nodes.values()) visit(node, [])
  const namesOf = (kind: Node['kind']): string[] => sorted.filter(node => node.kind === kind).map(node => node.name)
  return { compute: namesOf('computed'), lookup: namesOf('lookup') }
}

function isRefused(node: Node, needed: Node, findings: Findings): boolean {
  if (node.kind !== 'lookup' || needed.kind !== 'computed') return false
  const message = `A lookup is made before fields are computed, and can't depend on "${needed.name}".`
  findings.fault(node.pointer, { code: 'entity.lookup_on_computed', message })
  return true
}

function nodesOf(fields: readonly FieldModel[]): Node[] {
  const ofRecord = fields.flatMap(field =>
    nodeOf(field, { prefix: '', at: '/properties', needs: path => recordNeeds(path, fields) }),
  )
  const ofLines = fields.flatMap(lines =>
    (lines.fields ?? []).flatMap(field =>
      nodeOf(field, {
        prefix: `${lines.name}.`,
        at: pointerTo('/properties', lines.name, 'items', 'properties'),
        needs: ([first, second]) => (first === 'record' ? [second ?? ''] : [`${lines.name}.${first}`]),
      }),
    ),
  )
  return [...ofLines, ...ofRecord]
}

interface Group {
  prefix: string
  at: string
  needs(path: readonly string[]): string[]
}

function nodeOf(field: FieldModel, group: Group): Node[] {
  const { computed, lookup } = field
  if (!computed && !lookup) return []
  const paths = computed
    ? computed.paths
    : lookup!.by === 'reference'
      ? [[lookup!.reference]]
      : lookup!.where.flatMap(({ value }) => [...value.paths])
  const kind = computed ? 'computed' : 'lookup'
  return [
    {
      name: group.prefix + field.name,
      pointer: pointerTo(group.at, field.name, computed ? 'x-computed' : 'x-lookup'),
      kind,
      needs: paths.flatMap(path => group.needs(path)),
    },
  ]
}

/** A path that stops at the lines needs all their fields. */
function recordNeeds([first = '', second]: readonly string[], fields: readonly FieldModel[]): string[] {
  const lines = fields.find(field => field.name === first && field.type === 'lines')
  if (!lines) return [first]
  return second === undefined ? (lines.fields ?? []).map(field => `${first}.${field.name}`) : [`${first}.${second}`]
}
