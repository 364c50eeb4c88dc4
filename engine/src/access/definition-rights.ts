import type { Queryable } from '../query/queryable.ts'
import type { Access } from './ability.ts'

const text = (name: string) => ({ name, type: 'text' })

/** What conditions of a rule on `definition` may name. */
export const DEFINITION_ROWS: Queryable = {
  name: 'definition',
  byName: { kind: text('kind'), pack: text('pack'), name: text('name') },
}

/** May this person do `action` (read, edit, publish) on the definition `<pack>/<kind>/<name>`? */
export function mayOnDefinition(access: Access, action: string, id: string): boolean {
  const [pack = '', kind = '', name = ''] = id.split('/')
  const values: Record<string, string> = { pack, kind, name }
  const row = {
    __caslSubjectType__: DEFINITION_ROWS.name,
    valueOf: (column: { name: string }) => values[column.name] ?? null,
  }
  return access.abilities.some(ability => ability.can(action, row))
}
