import type { DeferredScope } from '../query/deferred-value.ts'
import type { FilterNode } from '../query/filter-node.ts'
import { parseFilter, type QueryProblem } from '../query/parse-filter.ts'
import { parseGroup, type Group, type Period } from '../query/parse-group.ts'
import { parseMeasure, type Aggregate, type Measure } from '../query/parse-measure.ts'
import { parseSort, type SortKey } from '../query/parse-sort.ts'
import { columnPath, type ColumnPath } from '../query/queryable.ts'
import { nearest } from '../base/nearest.ts'
import { columnReferences, comparedPaths, type PathPlace } from './column-references.ts'
import type { EntityModel, FieldModel } from './entity-model.ts'
import type { Findings } from './findings.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks the parts of a definition that ask for rows of one entity, and notes each field that they use. */
export class RowQuery {
  readonly #entity: EntityModel
  readonly #findings: Findings

  constructor(entity: EntityModel, findings: Findings) {
    this.#entity = entity
    this.#findings = findings
  }

  /** Undefined when it has faults. */
  filter(json: unknown, at: string, deferred?: DeferredScope): FilterNode | undefined {
    const { filter, problems } = parseFilter(json, this.#entity, this.#modelOf, deferred)
    this.#report(problems, at)
    for (const [path, pointer] of comparedPaths(json, at)) this.#refer(path, { at: pointer, in: 'key' })
    return filter
  }

  sort(keys: readonly string[], at: string): SortKey[] {
    const { sort = [], problems } = parseSort(keys, this.#entity, this.#modelOf)
    this.#report(problems, at)
    keys.forEach((key, i) =>
      this.#refer(key.replace(/^-/, ''), { at: pointerTo(at, i), offset: key.startsWith('-') ? 1 : 0 }),
    )
    return sort
  }

  /** `field` or `reference.field`; a fault `query.unknown_field`. */
  column(path: string, at: string): ColumnPath | undefined {
    const resolved = columnPath(path, this.#entity, this.#modelOf)
    if ('column' in resolved) {
      this.#refer(path, { at })
      return resolved.column
    }
    this.#findings.fault(at, {
      code: 'query.unknown_field',
      message: `"${path}" is not a field of ${this.#entity.name} that can be shown.`,
      nearest: nearest(path, resolved.known),
    })
    return undefined
  }

  /** `faultAt`: where faults of the field are reported when its name stands elsewhere, and is noted there. */
  measure(content: { aggregate: Aggregate; field?: string }, at: string, faultAt?: string): Measure | undefined {
    const { measure, problems } = parseMeasure(content, this.#entity, this.#modelOf)
    const fieldAt = pointerTo(at, 'field')
    for (const problem of problems)
      this.#report([{ ...problem, pointer: '' }], problem.pointer === '' ? at : (faultAt ?? fieldAt))
    if (measure?.column && faultAt === undefined) this.#refer(measure.column.path, { at: fieldAt })
    return measure
  }

  group(content: { field: string; by?: Period }, at: string): Group | undefined {
    const { group, problems } = parseGroup(content, this.#entity, this.#modelOf)
    this.#report(problems, at)
    if (group) this.#refer(group.column.path, { at: pointerTo(at, 'field') })
    return group
  }

  /** The field behind a column; undefined for system columns. */
  fieldOf({ column, via }: ColumnPath): FieldModel | undefined {
    const owner = via === undefined ? this.#entity : this.#modelOf(via.entity)
    return owner && Object.hasOwn(owner.byName, column) ? owner.byName[column] : undefined
  }

  #report(problems: readonly QueryProblem[], at: string): void {
    // The problem's sentence names the nearest already, so only the data gets it.
    for (const { pointer, code, message, nearest: meant } of problems)
      this.#findings.report(at + pointer, { code, message, nearest: meant })
  }

  #refer(path: string, place: PathPlace): void {
    const rows = { rows: this.#entity, modelOf: this.#modelOf }
    this.#findings.references.push(...columnReferences(path, rows, place))
  }

  readonly #modelOf = (name: string): EntityModel | undefined =>
    this.#findings.link.compiled<EntityModel>('entity', name)
}
