import type { Route, RouteReply, RouteRequest } from '../../runtime/route.ts'
import { externalTaskRoutes } from './routes/external-tasks.ts'
import { importRoutes } from './routes/imports.ts'
import { messageRoutes } from './routes/messages.ts'
import { operateRoutes } from './routes/operate.ts'
import { repairRoutes } from './routes/repair.ts'
import { replayRoutes } from './routes/replay.ts'
import { MAX_OPINION } from './approval/check-action.ts'
import type { CompletedTask, CompleteTask } from './run/complete-task.ts'
import { listTasks, type TaskFolder } from './run/list-tasks.ts'
import type { Migration, MigrationOrder } from './run/migrate-runs.ts'
import { namesOf } from './run/names-of.ts'
import { flowText, personOf, presentPath } from './run/present.ts'
import type { RunOfRecord } from './run/list-runs.ts'
import { showTask } from './run/show-task.ts'
import { countTasks } from './run/statements/list-tasks.ts'
import { nextTask } from './run/statements/next-task.ts'

const ID = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] }

/** The inbox: what waits for the person who is signed in, what he decided, what he started. */
export const flowRoutes: Route[] = [
  ...externalTaskRoutes,
  ...importRoutes,
  ...messageRoutes,
  ...operateRoutes,
  ...repairRoutes,
  ...replayRoutes,
  {
    method: 'GET',
    path: '/tasks',
    summary: 'Tasks of the person who is signed in',
    tag: 'Tasks',
    access: 'signed-in',
    schema: {
      query: {
        type: 'object',
        additionalProperties: false,
        properties: {
          folder: { enum: ['todo', 'done', 'started'], default: 'todo' },
          limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          after: { type: 'string', maxLength: 100 },
        },
      },
    },
    handler: list,
  },
  {
    method: 'GET',
    path: '/tasks/counts',
    summary: 'How many tasks wait, and how many runs the person started are unfinished',
    tag: 'Tasks',
    access: 'signed-in',
    handler: count,
  },
  {
    method: 'GET',
    path: '/tasks/:id',
    summary: 'A task with its record, participants and path',
    tag: 'Tasks',
    access: 'signed-in',
    schema: { params: ID },
    handler: async ({ params, ctx, locale }) => {
      const body = await showTask(ctx, params['id']!, locale)
      return { body, version: body.version }
    },
  },
  {
    method: 'POST',
    path: '/tasks/:id/complete',
    summary: 'Approve, return or reject, or report a task as done',
    tag: 'Tasks',
    access: 'signed-in',
    command: 'task.complete',
    schema: {
      params: ID,
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['outcome', 'version'],
        properties: {
          outcome: { enum: ['approve', 'return', 'reject', 'done'] },
          opinion: { type: ['string', 'null'], maxLength: MAX_OPINION },
          version: { type: 'integer', minimum: 1 },
          record: { type: 'object' },
        },
      },
    },
    handler: complete,
  },
  {
    method: 'POST',
    path: '/flow-migrations',
    summary: 'Move unfinished runs to the present version of their flow, or see what that would do',
    tag: 'Flows',
    access: 'signed-in',
    command: 'flow.migrate',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['flow', 'mode'],
        properties: {
          flow: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,254}$' },
          mode: { enum: ['plan', 'apply', 'plan_back', 'back'] },
          mapping: {
            type: 'object',
            maxProperties: 500,
            additionalProperties: { type: 'string', minLength: 1, maxLength: 200 },
          },
          versions: { type: 'array', maxItems: 100, items: { type: 'integer', minimum: 1 } },
          instances: { type: 'array', maxItems: 1000, items: { type: 'string', format: 'uuid' } },
        },
      },
    },
    handler: async ({ body, ctx }) => {
      const { mode, ...order } = body as Omit<MigrationOrder, 'apply' | 'back'> & { mode: MigrationMode }
      const how = { apply: mode === 'apply' || mode === 'back', back: mode.endsWith('back') }
      return { body: await ctx.run<Migration>('flow', '*', 'migrate-runs', { ...order, ...how }) }
    },
  },
  {
    method: 'GET',
    path: '/records/:entity/:id/instances',
    summary: 'Runs of flows about a record, with their paths',
    tag: 'Records',
    access: 'signed-in',
    schema: {
      params: {
        type: 'object',
        properties: { entity: { type: 'string' }, id: { type: 'string', format: 'uuid' } },
        required: ['entity', 'id'],
      },
    },
    handler: listOfRecord,
  },
]

type MigrationMode = 'plan' | 'apply' | 'plan_back' | 'back'

async function list({ query, ctx, locale }: RouteRequest): Promise<RouteReply> {
  const { folder = 'todo', limit = 50, after } = query as { folder?: TaskFolder; limit?: number; after?: string }
  return { body: await listTasks(ctx, { folder, limit, ...(after !== undefined && { after }) }, locale) }
}

/** With the person's next task, so that the inbox opens it without asking again. */
async function complete({ params, body, ctx }: RouteRequest): Promise<RouteReply> {
  const taskId = params['id']!
  const completed = await ctx.run<CompletedTask>('flow', '*', 'complete-task', {
    ...(body as Omit<CompleteTask, 'taskId'>),
    taskId,
  })
  const [next] = await ctx.tx.query<{ task_id: string }>(nextTask, [
    ctx.principal.personId,
    taskId,
    ctx.principal.roles,
  ])
  return { body: { ...completed, next: next === undefined ? null : { taskId: next.task_id } } }
}

async function count({ ctx }: RouteRequest): Promise<RouteReply> {
  const { personId, roles } = ctx.principal
  const [counts] = personId === null ? [] : await ctx.tx.query(countTasks, [personId, roles])
  return { body: counts ?? { todo: 0, started: 0 } }
}

/** Whoever may read the record may see where its approvals stand. */
async function listOfRecord({ params, ctx, locale }: RouteRequest): Promise<RouteReply> {
  const { entity = '', id = '' } = params
  await ctx.run('entity', entity, 'get', { id })
  const runs = await ctx.run<RunOfRecord[]>('flow', '*', 'instances-of', { entity, id })
  const people = runs.flatMap(run =>
    [run.instance.starter ?? [], run.path.flatMap(step => step.people.map(p => p.id))].flat(),
  )
  const presenting = { snapshot: ctx.snapshot, locale, names: await namesOf(ctx, people) }
  return {
    body: {
      items: runs.map(({ instance, title, path }) => ({
        id: instance.id,
        flow: {
          name: instance.definition,
          title: flowText(instance.definition, null, title, presenting),
          version: instance.version,
        },
        state: instance.state,
        outcome: instance.outcome,
        starter: personOf(instance.starter, presenting),
        startedAt: instance.startedAt,
        endedAt: instance.endedAt,
        path: presentPath(instance.definition, path, presenting),
      })),
    },
  }
}
