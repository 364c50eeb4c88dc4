import { Defect } from '../../base/errors.ts'

const NAME = /^[a-z][a-z0-9_]{0,62}$/

/**
 * A name of a definition as an SQL identifier. The check is the wall between definitions and SQL: every name of a
 * table or column in a generated statement comes through here. Throws UnsafeIdentifier.
 */
export function quoted(name: string): string {
  if (!NAME.test(name)) throw new UnsafeIdentifier(name)
  return `"${name}"`
}

/** Table of an entity, or of its line items. */
export const table = (entity: string, lines?: string): string =>
  `app.${quoted(lines === undefined ? entity : `${entity}_${lines}`)}`

export class UnsafeIdentifier extends Defect {
  constructor(name: string) {
    super('store.unsafe_identifier', `${JSON.stringify(name)} can't be the name of a table or column.`)
  }
}
