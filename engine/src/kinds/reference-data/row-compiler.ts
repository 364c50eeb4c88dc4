import { nearest } from '../../base/nearest.ts'
import type { EntityModel, FieldModel } from '../../metadata/entity-model.ts'
import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { ReferenceDataContent, Row } from './content.ts'
import type { RowValue } from './reference-data-model.ts'
import { rowKey } from './row-key.ts'
import { valueFault } from './value-fault.ts'

/** Checks rows of one entity, and turns them into what is stored. */
export class RowCompiler {
  /** Entities that the rows refer to. */
  readonly targets = new Set<string>()
  readonly #entity: EntityModel
  readonly #findings: Findings

  constructor(entity: EntityModel, findings: Findings) {
    this.#entity = entity
    this.#findings = findings
  }

  row(row: Row, at: string): Record<string, RowValue> {
    for (const name of Object.keys(row)) this.#checkName(name, pointerTo(at, name))
    const stored = this.#entity.fields.filter(field => field.type !== 'lines')
    return Object.fromEntries(stored.map(field => [field.name, this.#value(field, row, at)]))
  }

  #checkName(name: string, at: string): void {
    const field = Object.hasOwn(this.#entity.byName, name) ? this.#entity.byName[name] : undefined
    if (!field) {
      const message = `"${this.#entity.name}" has no field "${name}".`
      const known = this.#entity.fields.map(each => each.name)
      this.#findings.unknown(at, { code: 'reference_data.unknown_field', message, name, known })
    } else if (field.readOnly || field.type === 'lines') {
      const message = `"${name}" is ${field.type === 'lines' ? 'a list of line items' : 'set by the engine'} and can't stand in a row.`
      this.#findings.fault(at, { code: 'reference_data.not_writable', message })
    }
  }

  #value(field: FieldModel, row: Row, at: string): RowValue {
    const given = Object.hasOwn(row, field.name) ? row[field.name] : null
    if (given === null || given === undefined) return this.#absent(field, at)
    if (field.readOnly) return null
    const pointer = pointerTo(at, field.name)
    if (field.type === 'reference') return this.#reference(field, given, pointer)
    const wanted = valueFault(given, field)
    if (wanted === undefined) return given as RowValue
    this.#findings.fault(pointer, { code: 'reference_data.wrong_value', message: `"${field.name}" must be ${wanted}.` })
    return null
  }

  #absent(field: FieldModel, at: string): RowValue {
    const start = field.default
    if (start && 'literal' in start) return start.literal as RowValue
    if (field.required && !field.readOnly) {
      const message = `The row needs the field "${field.name}".`
      this.#findings.fault(at, { code: 'reference_data.missing_field', message })
    }
    return null
  }

  /** Packs know other rows by their natural keys only: ids are made where the rows are stored. */
  #reference(field: FieldModel, given: unknown, at: string): RowValue {
    const target = field.target!
    const model = this.#findings.link.compiled<EntityModel>('entity', target)
    if (!model) return null
    if (!model.reference) {
      const message = `"${field.name}" refers to "${target}", whose rows are business records. Leave it out.`
      this.#findings.fault(at, { code: 'reference_data.not_reference', message })
      return null
    }
    this.targets.add(target)
    const fields = model.unique[0] ?? []
    const row = fields.length === 1 ? { [fields[0]!]: given } : given
    const key = rowKey((row ?? {}) as Row, fields)
    const rows = this.#rowsOf(target)
    if (key !== undefined && Object.hasOwn(rows, key)) return { entity: target, key }
    const message = `There is no row ${JSON.stringify(given)} of "${target}"; a row is named by its ${fields.join(', ')}.`
    const meant = nearest(key ?? '', Object.keys(rows))
    this.#findings.fault(at, { code: 'reference_data.unknown_row', message, nearest: meant })
    return null
  }

  #rowsOf(entity: string): ReferenceDataContent['rows'] {
    const source = this.#findings.link.source('reference-data', entity)
    return source ? (source.content as ReferenceDataContent).rows : {}
  }
}
