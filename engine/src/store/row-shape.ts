import type pg from 'pg'

type Parse = (text: string) => unknown

/** Names and types of the columns that a prepared statement answers with: they never change on its connection. */
export class RowShape {
  readonly #names: string[]
  readonly #parsers: Parse[]
  readonly #empty: Record<string, unknown>

  constructor(
    fields: readonly Pick<pg.FieldDef, 'name' | 'dataTypeID'>[],
    types: Pick<pg.ClientBase, 'getTypeParser'>,
  ) {
    this.#names = fields.map(field => field.name)
    this.#parsers = fields.map(field => types.getTypeParser(field.dataTypeID, 'text') as Parse)
    this.#empty = Object.fromEntries(this.#names.map(name => [name, null]))
  }

  /** `values`: the texts of the columns. A column without a value, and a second one of the same name, is as pg has it. */
  read(values: readonly (string | null)[]): object {
    // A copy of one object gives all rows the same hidden class.
    const row = { ...this.#empty }
    for (let i = 0; i < values.length; i++) {
      const text = values[i]!
      row[this.#names[i]!] = text === null ? null : this.#parsers[i]!(text)
    }
    return row
  }
}

const shapesOf = new WeakMap<object, Map<string, RowShape>>()

/** By statement name, what is known of the rows on this connection. */
export function knownShapes(connection: object): Map<string, RowShape> {
  let shapes = shapesOf.get(connection)
  if (shapes === undefined) shapesOf.set(connection, (shapes = new Map()))
  return shapes
}
