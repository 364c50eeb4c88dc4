import type { Statement } from '../../../../runtime/context.ts'

/** Conditions of a search, each with one parameter `$`; together in whatever combination is asked for. */
const CONDITIONS = {
  state: 'i.state = $::text',
  suspended: 'i.suspended = $::boolean',
  definition: 'i.definition = $::text',
  version: 'i.version = $::integer',
  businessKey: 'i.business_key = $::text',
  called: '(i.parent_id is not null) = $::boolean',
  startedFrom: 'i.started_at >= $::timestamptz',
  startedTo: 'i.started_at < $::timestamptz',
  endedFrom: 'i.ended_at >= $::timestamptz',
  endedTo: 'i.ended_at < $::timestamptz',
  element:
    'exists (select from flow.token t where t.root_id = i.root_id and t.instance_id = i.id and t.element = $::text)',
  incidentCode: `exists (select from flow.incident n where n.instance_id = i.id and n.resolved_at is null and n.code = $::text)`,
  variables:
    '(select bool_and(i.variables @> any (one)) from (select array(select jsonb_array_elements(each)) as one from jsonb_array_elements($::jsonb) each) wanted)',
  after: 'i.id < $::uuid',
} as const

export type InstanceCondition = keyof typeof CONDITIONS
export const INSTANCE_CONDITIONS = Object.keys(CONDITIONS) as InstanceCondition[]

const COLUMNS = `
  i.id, i.root_id as "rootId", i.parent_id as "parentId", i.definition, i.version, i.process, i.state, i.suspended, i.outcome,
  i.business_key as "businessKey", i.subject_entity, i.subject_id, i.starter, i.started_at as "startedAt", i.ended_at as "endedAt",
  (select count(*)::integer from flow.incident n where n.instance_id = i.id and n.resolved_at is null) as incidents`

const known = new Map<string, Statement>()

/** Of so many runs, the newest that fit all else, the variables are looked at for one page: no index knows them. */
export const WINDOW = 100_000

/**
 * Runs, newest first. The parameters stand in the order of `conditions`; the last one says how many. `windowed`: of the newest
 * WINDOW runs only.
 */
export function listInstances(conditions: readonly InstanceCondition[], windowed: boolean): Statement {
  return remembered(`list ${windowed} ${conditions.join()}`, name => {
    const { where, variables } = termsOf(conditions)
    const from =
      windowed && variables !== ''
        ? `(select i.* from flow.instance i ${whereOf([where])} order by i.id desc limit ${WINDOW}) i ${whereOf([variables])}`
        : `flow.instance i ${whereOf([where, variables])}`
    return { name, text: `select ${COLUMNS} from ${from} order by i.id desc limit $${conditions.length + 1}` }
  })
}

/** The last run of the window; no row: there are no more. The parameters are those of `listInstances` without the last. */
export function endOfWindow(conditions: readonly InstanceCondition[]): Statement {
  const others = conditions.filter(each => each !== 'variables')
  return remembered(`window ${others.join()}`, name => ({
    name,
    text: `select i.id from flow.instance i ${whereOf([termsOf(others).where])} order by i.id desc offset ${WINDOW - 1} limit 1`,
  }))
}

/** Each combination is prepared once. */
function remembered(key: string, build: (name: string) => Statement): Statement {
  let statement = known.get(key)
  if (statement === undefined) known.set(key, (statement = build(`flow-list-instances-${known.size}`)))
  return statement
}

function termsOf(conditions: readonly InstanceCondition[]): { where: string; variables: string } {
  const terms = conditions.map((each, n) => ({ each, term: CONDITIONS[each].replace('$', () => `$${n + 1}`) }))
  const of = (test: (each: InstanceCondition) => boolean) =>
    terms.flatMap(({ each, term }) => (test(each) ? term : [])).join(' and ')
  return { where: of(each => each !== 'variables'), variables: of(each => each === 'variables') }
}

const whereOf = (terms: readonly string[]): string => {
  const given = terms.filter(term => term !== '')
  return given.length === 0 ? '' : `where ${given.join(' and ')}`
}

/** $1: definition or null. Unfinished runs by flow, version and state. */
export const countInstances: Statement = {
  name: 'flow-count-instances',
  text: `
    select definition, version, count(*) filter (where state = 'running')::integer as running,
      count(*) filter (where state = 'incident')::integer as incident, count(*) filter (where suspended)::integer as suspended
    from flow.instance where state in ('running', 'incident') and ($1::text is null or definition = $1)
    group by definition, version order by definition, version desc limit 1000`,
}
