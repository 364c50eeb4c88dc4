import { isUuid } from '../../../base/ids.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { outcomesOf, TaskUnknown } from '../approval/check-action.ts'
import type { UserTask } from '../graph.ts'
import { participantsIn, type Participant, type Task } from '../state.ts'
import { presentFormerForm } from './former-form.ts'
import { keptForm, type KeptForm } from './kept-form.ts'
import { namesOf } from './names-of.ts'
import { readPath, runOf, type ReadRun, type RunRow } from './read-path.ts'
import { flowText, personOf, presentFacts, presentOutcome, presentPath, type Presenting } from './present.ts'
import { isRevoked, TaskRoleRevoked } from './revoked-role.ts'
import { readHistory, readRun, readTaskAccess } from './statements/read-runs.ts'
import { subjectSummary } from './subject-summary.ts'
import { writableFields } from './writable-fields.ts'

interface Access {
  instance_id: string
  subject_entity: string | null
  subject_id: string | null
  mine: Pick<Participant, 'state' | 'role'>[] | null
}

interface HistoryRow {
  seq: number
  element: string
  event: string
  at: Date
  data: { person?: string; opinion?: string } | null
}

/** How much of the history a task shows. */
const SHOWN_HISTORY = 200

/**
 * A task with all that its page shows, by the form that its run keeps. Those who take part in the run or started it see it;
 * others get TaskUnknown, and those whose right was taken away TaskRoleRevoked.
 */
export async function showTask(ctx: RunContext, id: string, locale: string) {
  const { personId } = ctx.principal
  const [access] = isUuid(id) && personId !== null ? await ctx.tx.query<Access>(readTaskAccess, [id, personId]) : []
  if (access === undefined) throw new TaskUnknown()
  const [row] = await ctx.tx.query<RunRow>(readRun, [access.instance_id])
  const run = await runOf(ctx, row!)
  await refuseIfAllRevoked(ctx, run, access)
  const task = run.tasks.find(t => t.id === id)!
  // Not there when the version of the run no longer compiles: then there is nothing to decide, but something to see.
  const element = run.graph.elements[task.element] as UserTask | undefined
  const kept = await keptForm(ctx, run.instance, element?.form ?? null)
  const path = await readPath(ctx, run)
  const history = await ctx.tx.query<HistoryRow>(readHistory, [run.instance.id, SHOWN_HISTORY])
  const people = [
    ...peopleIn(run),
    ...path.flatMap(step => step.people.map(p => p.id)),
    ...history.flatMap(h => h.data?.person ?? []),
  ]
  const presenting = { snapshot: ctx.snapshot, locale, names: await namesOf(ctx, people) }
  const record = await recordOf(ctx, access, { task, kept })
  return {
    ...taskDocument(run, task, presenting),
    summary: record === null ? [] : factsOf(record, access.subject_entity!, presenting),
    recordTitle: record === null ? null : subjectSummary(ctx.snapshot, access.subject_entity!, record).title,
    outcomes:
      element !== undefined && isMine(access) && task.state === 'open'
        ? outcomesOf(element).map(key => presentOutcome(key, locale))
        : [],
    opinion: element?.approval?.opinion ?? 'optional',
    form: element?.form ?? null,
    /** The form as the run keeps it; null when it is the present one, which clients have. */
    formerForm: kept?.former ? presentFormerForm(ctx, kept, locale) : null,
    broken: run.broken?.message ?? null,
    record,
    participants: participantsIn(run.participants, id).map(p => participantDocument(p, presenting)),
    path: presentPath(run.graph.name, path, presenting),
    history: history.map(h => historyDocument(h, run, presenting)),
  }
}

async function refuseIfAllRevoked(ctx: RunContext, { instance }: ReadRun, { mine }: Access): Promise<void> {
  if (mine === null) return
  const revoked = await Promise.all(mine.map(({ role }) => isRevoked(ctx, instance, role)))
  if (revoked.every(Boolean)) throw new TaskRoleRevoked(mine[0]!.role)
}

const isMine = ({ mine }: Access): boolean => mine?.some(each => each.state === 'active') ?? false

const peopleIn = ({ instance, participants }: ReadRun): string[] => [
  ...(instance.starter === null ? [] : [instance.starter]),
  ...participants.map(p => p.person),
]

function taskDocument({ graph, instance }: ReadRun, task: Task, presenting: Presenting) {
  return {
    id: task.id,
    title: flowText(graph.name, task.element, task.title, presenting),
    flow: { name: graph.name, title: flowText(graph.name, null, graph.title, presenting), version: instance.version },
    element: task.element,
    kind: task.kind,
    entity: instance.subject?.entity ?? null,
    recordId: instance.subject?.id ?? null,
    starter: personOf(instance.starter, presenting),
    openedAt: task.openedAt,
    dueAt: task.dueAt,
    state: task.state,
    outcome: task.outcome,
    version: task.version,
    instance: { id: instance.id, state: instance.state, outcome: instance.outcome },
  }
}

/** Through the task's right; writable while it is the person's turn. Who is not asked himself sees it with his own right, if any. */
async function recordOf(ctx: RunContext, access: Access, { task, kept }: { task: Task; kept: KeptForm | null }) {
  const { subject_entity: entity, subject_id: id } = access
  if (entity === null || id === null) return null
  const mayWrite = isMine(access) && task.state === 'open'
  const writable = mayWrite ? { writable: await writableFields(ctx, kept, { entity, id }) } : {}
  const right = access.mine === null ? {} : { task: { id: task.id, ...writable } }
  try {
    return await ctx.run<Record<string, unknown>>('entity', entity, 'get', { id, ...right })
  } catch (error) {
    if (access.mine === null && isRefusal(error)) return null
    throw error
  }
}

const isRefusal = (error: unknown): boolean => [403, 404].includes((error as { status?: number }).status ?? 0)

const factsOf = (record: Record<string, unknown>, entity: string, presenting: Presenting) =>
  presentFacts(entity, subjectSummary(presenting.snapshot, entity, record).facts, presenting)

const participantDocument = (p: Participant, presenting: Presenting) => ({
  person: personOf(p.person, presenting),
  state: p.state,
  opinion: p.opinion,
  actedAt: p.actedAt,
})

const historyDocument = (
  { seq, element, event, at, data }: HistoryRow,
  { graph }: ReadRun,
  presenting: Presenting,
) => ({
  seq,
  at,
  event,
  element,
  title: flowText(graph.name, element, graph.elements[element]?.title ?? '', presenting),
  person: personOf(data?.person ?? null, presenting),
  opinion: data?.opinion ?? null,
})
