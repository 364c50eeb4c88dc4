import { isUuid } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { RunUnknown } from '../change-run.ts'
import { graphOrEmpty } from '../graph-of-version.ts'
import { namesOf } from '../names-of.ts'
import { flowText, personOf, type Presenting } from '../present.ts'
import { readInstanceHistory, readInstanceWhole } from '../statements/read-instance-whole.ts'
import { requireObserver } from './require-operator.ts'

/** Rows of each sort in one answer: a run may have thousands of tokens. */
const AT_MOST = 500

interface WholeRow {
  instance: Record<string, any>
  token_count: number
  tokens: ElementRow[]
  scopes: ElementRow[]
  tasks: (ElementRow & { people: { person: string; state: string; actedAt: string | null }[] | null })[]
  jobs: ElementRow[]
  subscriptions: ElementRow[]
  incidents: ElementRow[]
  called: Record<string, any>[]
}
type ElementRow = { element: string } & Record<string, any>

/** One run with all that is in it now. Throws MissingRight, RunUnknown. */
export async function showInstance(ctx: RunContext, id: string, locale: string): Promise<Record<string, unknown>> {
  requireObserver(ctx)
  const [row] = isUuid(id) ? await ctx.tx.query<WholeRow>(readInstanceWhole, [id, AT_MOST]) : []
  if (row === undefined) throw new RunUnknown()
  const i = row.instance as Record<string, any> & { definition: string; version: number }
  const kept = { definition: i.definition, version: i.version, snapshot: i['snapshot_id'], process: i['process'] }
  const { graph, broken } = await graphOrEmpty(ctx, kept)
  const people = row.tasks.flatMap(task => (task.people ?? []).map(p => p.person))
  const names = await namesOf(ctx, [...(i['starter'] === null ? [] : [i['starter']]), ...people])
  const presenting: Presenting = { snapshot: ctx.snapshot, locale, names }
  const titled = (rows: ElementRow[]) =>
    rows.map(({ element, ...rest }) => ({
      ...camel(rest),
      element: {
        id: element,
        title: flowText(i.definition, element, graph.elements[element]?.title ?? '', presenting),
      },
    }))
  return {
    id,
    rootId: i['root_id'],
    parentId: i['parent_id'],
    flow: { name: i.definition, title: flowText(i.definition, null, graph.title, presenting), version: i.version },
    process: i['process'],
    state: i['state'],
    suspended: i['suspended'],
    outcome: i['outcome'],
    businessKey: i['business_key'],
    subject: i['subject_id'] === null ? null : { entity: i['subject_entity'], id: i['subject_id'] },
    starter: personOf(i['starter'], presenting),
    startedAt: i['started_at'],
    endedAt: i['ended_at'],
    variables: i['variables'],
    /** Why its version can't go on. */
    fault: broken?.message ?? null,
    tokenCount: row.token_count,
    tokens: titled(row.tokens),
    scopes: titled(row.scopes),
    tasks: titled(
      row.tasks.map(task => ({
        ...task,
        people: (task.people ?? []).map(p => ({
          ...personOf(p.person, presenting)!,
          state: p.state,
          actedAt: p.actedAt,
        })),
      })),
    ),
    jobs: titled(row.jobs),
    subscriptions: titled(row.subscriptions),
    incidents: titled(row.incidents),
    called: row.called.map(each => camel(each)),
  }
}

const camel = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )

export interface HistoryPage {
  items: Record<string, unknown>[]
  next: number | null
}

/** What happened in a run, in order. Throws MissingRight, RunUnknown. */
export async function instanceHistory(
  ctx: RunContext,
  { id, after, limit }: { id: string; after: number; limit: number },
): Promise<HistoryPage> {
  requireObserver(ctx)
  const [row] = isUuid(id) ? await ctx.tx.query<WholeRow>(readInstanceWhole, [id, 1]) : []
  if (row === undefined) throw new RunUnknown()
  // The months before its beginning need not be looked at.
  const values = [id, after, limit + 1, row.instance['started_at']]
  const rows = await ctx.tx.query<{ seq: number }>(readInstanceHistory, values)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.seq : null }
}
