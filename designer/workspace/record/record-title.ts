import type { EntityDescription } from '../../shell/api/app.ts'
import type { RecordRow } from '../../shell/api/records.ts'

/** What a record is called: its display field, and its title beside a number. */
export function recordTitle(entity: EntityDescription, record: RecordRow): { name: string; note: string | null } {
  const display = record[entity.display]
  const name = typeof display === 'string' && display !== '' ? display : entity.title
  const note = ['title', 'name'].map(field => record[field]).find(value => typeof value === 'string' && value !== name)
  return { name, note: typeof note === 'string' ? note : null }
}
