import { InvalidInput } from '../../../base/errors.ts'
import type { Route, RouteRequest } from '../../../runtime/route.ts'
import { fetchTasks, type FetchOrder } from '../run/external-tasks/fetch-tasks.ts'
import { listTasks, type ListOrder } from '../run/external-tasks/list-external-tasks.ts'
import { INSTANCE, NAME, VARIABLES } from './parts.ts'

const LOCK_MS = { type: 'integer', minimum: 1_000, maximum: 86_400_000 }
const TEXT = (maxLength: number) => ({ type: 'string', maxLength, pattern: '^[^\\x00]*$' })
const MAX_TOPICS = 50

const TOPIC = {
  type: 'object',
  additionalProperties: false,
  required: ['topic', 'lockMs'],
  properties: {
    topic: NAME,
    lockMs: LOCK_MS,
    variables: { type: 'array', maxItems: 1000, items: NAME },
  },
}

/** What a worker says of a task that he holds. */
const held = (path: string, given: { summary: string; command: string; body: object; required?: string[] }): Route => ({
  method: 'POST',
  path: `/external-tasks/:id/${path}`,
  summary: given.summary,
  tag: 'External tasks',
  access: 'signed-in',
  program: 'work',
  command: given.command,
  schema: {
    params: INSTANCE,
    body: {
      type: 'object',
      additionalProperties: false,
      required: ['worker', ...(given.required ?? [])],
      properties: { worker: NAME, ...given.body },
    },
  },
  handler: request => answerOf(request, path),
})

const OPERATIONS: Readonly<Record<string, string>> = {
  complete: 'complete-external',
  fail: 'fail-external',
  'bpmn-error': 'throw-in-external',
  extend: 'extend-external',
  unlock: 'unlock-external',
}

async function answerOf({ params, body, ctx }: RouteRequest, path: string) {
  const answer = await ctx.run('flow', '*', OPERATIONS[path]!, { ...body, id: params['id'] })
  return answer === undefined ? { status: 204 } : { body: answer }
}

/** Work for programs in any language: fetch and lock, then complete, fail, or report an error that the flow knows. */
export const externalTaskRoutes: Route[] = [
  {
    method: 'POST',
    path: '/external-tasks/fetch-and-lock',
    summary: 'Take external tasks of some topics and lock them; wait for the first one when there is none',
    tag: 'External tasks',
    access: 'signed-in',
    program: 'work',
    waits: true,
    // No command: waiting must not hold a transaction, and nothing of a run changes.
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['worker', 'topics'],
        properties: {
          worker: NAME,
          topics: { type: 'array', minItems: 1, maxItems: MAX_TOPICS, items: TOPIC },
          max: { type: 'integer', minimum: 1, maximum: 100, default: 1 },
          waitMs: { type: 'integer', minimum: 0, maximum: 60_000, default: 0 },
        },
      },
    },
    handler: async ({ body, ctx, signal }) => {
      refuseFunctions(body.topics)
      const order: FetchOrder = { max: 1, ...body, ...(signal && { signal }) }
      return { body: { items: await fetchTasks(ctx, order) } }
    },
  },
  held('complete', {
    summary: 'The work of an external task is done',
    command: 'external-task.complete',
    body: { variables: VARIABLES },
  }),
  held('fail', {
    summary: 'The work of an external task failed: it is tried again, or becomes an incident',
    command: 'external-task.fail',
    required: ['message'],
    body: {
      message: TEXT(2_000),
      details: { ...TEXT(20_000), type: ['string', 'null'] },
      retriesLeft: { type: 'integer', minimum: 0, maximum: 1_000 },
      retryInMs: { type: 'integer', minimum: 0, maximum: 30 * 86_400_000 },
    },
  }),
  held('bpmn-error', {
    summary: 'An external task ends with an error that the flow may catch',
    command: 'external-task.throw',
    required: ['code'],
    body: { code: NAME, message: { ...TEXT(2_000), type: ['string', 'null'] }, variables: VARIABLES },
  }),
  held('extend', {
    summary: 'Keep an external task for longer, from now on',
    command: 'external-task.extend',
    required: ['lockMs'],
    body: { lockMs: LOCK_MS },
  }),
  held('unlock', {
    summary: 'Give an external task back undone',
    command: 'external-task.unlock',
    body: {},
  }),
  {
    method: 'GET',
    path: '/external-tasks',
    summary: 'External tasks of all runs, oldest first',
    tag: 'External tasks',
    access: 'signed-in',
    schema: {
      query: {
        type: 'object',
        additionalProperties: false,
        properties: {
          topic: NAME,
          worker: NAME,
          state: { enum: ['ready', 'failed', 'suspended'] },
          limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
          after: { type: 'string', format: 'uuid' },
        },
      },
    },
    handler: async ({ query, ctx }) => ({ body: await listTasks(ctx, query as ListOrder) }),
  },
]

/** Functions are called by the engine itself. Throws TopicReserved. */
function refuseFunctions(topics: readonly { topic: string }[]): void {
  const at = topics.findIndex(each => each.topic.startsWith('function:'))
  if (at >= 0) throw new TopicReserved(topics[at]!.topic, at)
}

export class TopicReserved extends InvalidInput {
  constructor(topic: string, at: number) {
    const message = `The topic ${topic} is worked off by the engine itself. Topics of workers do not begin with "function:".`
    super('external_task.topic_reserved', message, {
      problems: [{ pointer: `/topics/${at}/topic`, code: 'external_task.topic_reserved', message }],
    })
  }
}
