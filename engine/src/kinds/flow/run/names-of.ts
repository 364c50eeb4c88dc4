import type { RunContext } from '../../../runtime/context.ts'
import { readNames } from './statements/read-runs.ts'

/** Names of people by id; whoever is unknown is missing. */
export async function namesOf(ctx: RunContext, ids: Iterable<string>): Promise<Map<string, string>> {
  const unique = [...new Set(ids)]
  if (unique.length === 0) return new Map()
  const rows = await ctx.tx.query<{ id: string; name: string }>(readNames, [unique])
  return new Map(rows.map(row => [row.id, row.name]))
}
