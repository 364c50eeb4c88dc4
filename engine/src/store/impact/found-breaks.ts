import type { BreakProblem, FixUp, ImpactInput, SchemaBreak } from './impact.ts'
import { quoted } from '../statements/identifiers.ts'
import type { Condition } from './bounded-reader.ts'
import type { FieldGroup } from './field-groups.ts'

/** Something that rows could break. */
export interface Suspicion {
  field: string
  problem: BreakProblem
  blocks: boolean
  condition: Condition
  fixUp: FixUp
}

const SAMPLE = 20

/** Those of the suspicions that rows bear out, with the records. */
export async function foundBreaks(
  { reader, catalog }: ImpactInput,
  group: FieldGroup,
  suspicions: readonly Suspicion[],
): Promise<SchemaBreak[]> {
  if (suspicions.length === 0 || !catalog.has(group.table)) return []
  const table = `app.${quoted(group.table)}`
  const counts = await reader.count(
    table,
    suspicions.map(each => each.condition),
  )
  const found: SchemaBreak[] = []
  for (const [i, { condition, field, ...rest }] of suspicions.entries()) {
    if (counts[i] === 0) continue
    const ids = await reader.read<{ id: string }>(
      `select distinct x.id from (select t.${group.record}::text as id from ${table} t where ${condition.sql} limit ${SAMPLE}) x`,
      condition.values,
    )
    const sample = (ids ?? []).map(row => row.id)
    found.push({ entity: group.entity, field: group.prefix + field, ...rest, rows: counts[i]!, sample })
  }
  return found
}
