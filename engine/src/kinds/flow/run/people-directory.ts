import type { RunContext } from '../../../runtime/context.ts'
import { headInChain, type PeopleDirectory, type PeopleQuery, type Person, type UnitLink } from '../people.ts'
import { findPeople } from './statements/find-people.ts'

interface FoundRow {
  n: number
  /** Distance from the person's own unit; null for answers that are people themselves. */
  depth: number | null
  unit_type: string | null
  id: string | null
  name: string | null
  active: boolean
}

/** Answers from the entities person, org_unit and position of the core pack: any number of questions in one round trip. */
export const peopleDirectory = (ctx: RunContext): PeopleDirectory => ({
  async find(queries) {
    if (queries.length === 0) return []
    if (queries.every(query => query.by === 'id' && query.id === ctx.principal.personId))
      return queries.map(() => [whoActs(ctx)])
    const rows = await ctx.tx.query<FoundRow>(findPeople(queries.map(q => q.by)), [JSON.stringify(queries)])
    return queries.map((query, n) =>
      answerOf(
        query,
        rows.filter(row => row.n === n),
      ),
    )
  },
})

/** Whoever acts is there and active: he would not be signed in otherwise. */
const whoActs = ({ principal }: RunContext): Person => ({
  id: principal.personId!,
  name: principal.name,
  active: true,
})

function answerOf(query: PeopleQuery, rows: readonly FoundRow[]): Person[] {
  if (query.by !== 'unit_head' && query.by !== 'unit_level' && query.by !== 'superior')
    return rows.map(row => personOf(row)!)
  const chain = [...rows].sort((a, b) => a.depth! - b.depth!)
  return headInChain(
    query,
    chain.map((row): UnitLink => ({ type: row.unit_type ?? '', head: personOf(row) })),
  )
}

const personOf = (row: FoundRow): Person | null =>
  row.id === null ? null : { id: row.id, name: row.name ?? '', active: row.active }
