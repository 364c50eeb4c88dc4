import { InvalidInput } from '../../../base/errors.ts'
import { isUuid } from '../../../base/ids.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import { flowText, presentFacts } from './present.ts'
import { listDone, listStarted, listTodo } from './statements/list-tasks.ts'
import { isRevoked } from './revoked-role.ts'
import type { SummaryFact } from './subject-summary.ts'

export type TaskFolder = 'todo' | 'done' | 'started'

export interface TaskQuery {
  folder: TaskFolder
  limit: number
  /** `next` of the page before. */
  after?: string
}

interface ListedRow {
  id: string
  title: string | null
  element: string | null
  kind: string | null
  subject_entity: string | null
  subject_id: string | null
  subject_title: string | null
  summary: SummaryFact[]
  definition: string
  /** Of runs that the person started himself: absent. */
  snapshot_id?: string | null
  role?: string | null
  starter: string | null
  starter_name: string | null
  opened_at: Date
  due_at: Date | null
  state: string
  outcome: string | null
  cursor: string
}

/**
 * One page of a person's tasks, in one statement. In `started` an item is a run: its id is the run's, title and element are
 * those of its latest task. Tasks whose right was taken from the person are left out, so that a page may hold fewer items than
 * were asked for while `next` leads on. Throws BadCursor.
 */
export async function listTasks(ctx: RunContext, { folder, limit, after }: TaskQuery, locale: string) {
  const { personId } = ctx.principal
  if (personId === null) return { items: [], next: null }
  const { statement, values } = page(folder, after)
  // One row more than asked for tells whether there is another page.
  const rows = await ctx.tx.query<ListedRow>(statement, [personId, ...values, limit + 1])
  const seen: ListedRow[] = []
  for (const row of rows.slice(0, limit)) if (folder === 'started' || !(await isTaken(ctx, row))) seen.push(row)
  return {
    items: seen.map(row => itemOf(ctx, row, locale)),
    next: rows.length > limit ? rows[limit - 1]!.cursor : null,
  }
}

function page(folder: TaskFolder, after: string | undefined) {
  if (folder !== 'done') {
    if (after !== undefined && !isUuid(after)) throw new BadCursor()
    return { statement: folder === 'todo' ? listTodo : listStarted, values: [after ?? null] }
  }
  if (after === undefined) return { statement: listDone, values: [null, null] }
  const [at = '', id = ''] = after.split(' ')
  if (!isUuid(id) || Number.isNaN(Date.parse(at))) throw new BadCursor()
  return { statement: listDone, values: [at, id] }
}

/** The right by which he was asked was taken from him: the task is there, but no more for him. */
function isTaken(ctx: RunContext, { snapshot_id: snapshot, subject_entity: entity, subject_id: id, role }: ListedRow) {
  const subject = entity === null || id === null ? null : { entity, id }
  return isRevoked(ctx, { snapshot: snapshot == null ? null : Number(snapshot), subject }, role ?? null)
}

function itemOf(ctx: RunContext, row: ListedRow, locale: string) {
  const presenting = { snapshot: ctx.snapshot, locale }
  const flowTitle = ctx.snapshot.find<FlowGraph>('flow', row.definition)?.compiled.title ?? row.definition
  const flow = { name: row.definition, title: flowText(row.definition, null, flowTitle, presenting) }
  return {
    id: row.id,
    title: row.title === null ? flow.title : flowText(row.definition, row.element, row.title, presenting),
    flow,
    element: row.element,
    kind: row.kind,
    entity: row.subject_entity,
    recordId: row.subject_id,
    recordTitle: row.subject_title,
    summary: presentFacts(row.subject_entity, row.summary, presenting),
    starter: row.starter === null ? null : { id: row.starter, name: row.starter_name ?? '' },
    openedAt: row.opened_at,
    dueAt: row.due_at,
    state: row.state,
    outcome: row.outcome,
  }
}

export class BadCursor extends InvalidInput {
  constructor() {
    super('task.bad_cursor', 'The value of "after" is not one that this list gave. Load the list from its beginning.', {
      status: 400,
    })
  }
}
