import type { Statement } from '../../../../runtime/context.ts'
import type { PeopleQuery } from '../../people.ts'

const person = `p.id, p.name, coalesce(p.active, true) as active`
const found = `q.n, null::integer as depth, null::text as unit_type, ${person}`

/** Walks up the organisation. The depth is bounded, so that a circle in the organisation ends. */
const upward = `select c.n, c.depth, c.type as unit_type, ${person} from chain c left join app.person p on p.id = c.head`

const ANSWERS: Readonly<Record<PeopleQuery['by'], string>> = {
  unit_head: upward,
  unit_level: upward,
  superior: upward,
  id: `select ${found} from question q join app.person p on p.id = q.id::uuid where q.by = 'id'`,
  code: `select ${found} from question q join app.person p on p.code = q.code where q.by = 'code'`,
  position: `(select ${found} from question q join app."position" o on o.code = q.code join app.person p on p."position" = o.id
    where q.by = 'position' order by q.n, p.code)`,
  role: `(select ${found} from question q join app.person p
      on p."position" in (select o.id from app."position" o where o.roles @> to_jsonb(array[q.name]))
      or p.id in (select a.person_id from jw.account a where q.name = any (a.roles) and a.active)
    where q.by = 'role' order by q.n, p.code)`,
}

const statements = new Map<string, Statement>()

/**
 * $1: JSON array of questions (people.ts). One row per person found, or per unit on the way up for the questions that walk
 * up the organisation. The statement holds only the sorts of questions that are asked.
 */
export function findPeople(asked: readonly PeopleQuery['by'][]): Statement {
  const answers = [...new Set(asked.map(by => ANSWERS[by]))].toSorted((a, b) => (a < b ? -1 : 1))
  const key = answers.join('\n')
  let statement = statements.get(key)
  if (statement === undefined) statements.set(key, (statement = build(answers, statements.size)))
  return statement
}

const build = (answers: readonly string[], number: number): Statement => ({
  name: `flow-find-people-${number}`,
  text: `
    with recursive question as (
      select (n - 1)::integer as n, q->>'by' as by, q->>'id' as id, q->>'of' as of, q->>'code' as code, q->>'name' as name
      from json_array_elements($1::json) with ordinality as e (q, n)
    )${answers.includes(upward) ? `, ${chain}` : ''}
    ${answers.join('\nunion all\n')}`,
})

const chain = `chain as (
      select q.n, 0 as depth, u.type, u.parent, u.head
      from question q join app.person s on s.id = q.of::uuid join app.org_unit u on u.id = s.org_unit
      where q.by in ('unit_head', 'unit_level', 'superior')
      union all
      select c.n, c.depth + 1, u.type, u.parent, u.head
      from chain c join app.org_unit u on u.id = c.parent
      where c.depth < 50
    )`
