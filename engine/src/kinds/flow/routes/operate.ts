import type { Route, RouteRequest } from '../../../runtime/route.ts'
import type { ActivityQuestion } from '../run/operate/flow-activity.ts'
import type { InstanceSearch } from '../run/operate/search-instances.ts'
import { AFTER, DEFINITION_NAME, FLOW_NAME, INSTANCE, INSTANT, LIMIT, NAME } from './parts.ts'

const FLOW = { type: 'object', required: ['name'], properties: { name: FLOW_NAME } }

const RANGE = {
  type: 'object',
  additionalProperties: false,
  properties: {
    version: { type: 'integer', minimum: 1 },
    from: INSTANT,
    to: INSTANT,
    calendar: DEFINITION_NAME,
  },
}

/** What runs are searched by. */
export const SEARCH = {
  state: { enum: ['running', 'incident', 'ended', 'cancelled'] },
  suspended: { type: 'boolean' },
  definition: FLOW_NAME,
  version: { type: 'integer', minimum: 1 },
  businessKey: NAME,
  called: { type: 'boolean' },
  variables: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 500, pattern: '^[^\\x00]*$' } },
  startedFrom: INSTANT,
  startedTo: INSTANT,
  endedFrom: INSTANT,
  endedTo: INSTANT,
  element: NAME,
  incidentCode: NAME,
}

/** Looking at runs: for those with the right to `read` or `operate` on `flow_instance`. */
export const operateRoutes: Route[] = [
  {
    method: 'GET',
    path: '/flow-instances',
    summary: 'Runs of flows by state, definition, keys, variables and time, newest first',
    tag: 'Operate',
    access: 'signed-in',
    schema: {
      query: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ...SEARCH,
          limit: LIMIT,
          after: AFTER,
        },
      },
    },
    handler: async ({ query, ctx }) => {
      const search = { limit: 50, ...query } as InstanceSearch
      return { body: await ctx.run('flow', '*', 'search-instances', search) }
    },
  },
  {
    method: 'GET',
    path: '/flow-instances/counts',
    summary: 'Unfinished runs by flow and version',
    tag: 'Operate',
    access: 'signed-in',
    schema: { query: { type: 'object', additionalProperties: false, properties: { flow: FLOW_NAME } } },
    handler: async ({ query, ctx }) => ({
      body: { items: await ctx.run('flow', '*', 'count-instances', { flow: query['flow'] ?? null }) },
    }),
  },
  {
    method: 'GET',
    path: '/flow-instances/:id',
    summary: 'A run with its tokens, variables, tasks, jobs, subscriptions, incidents and the runs that it called',
    tag: 'Operate',
    access: 'signed-in',
    schema: { params: INSTANCE },
    handler: async ({ params, ctx, locale }) => ({
      body: await ctx.run('flow', '*', 'show-instance', { id: params['id'], locale }),
    }),
  },
  {
    method: 'GET',
    path: '/flow-instances/:id/history',
    summary: 'What happened in a run, in order',
    tag: 'Operate',
    access: 'signed-in',
    schema: {
      params: INSTANCE,
      query: {
        type: 'object',
        additionalProperties: false,
        properties: { after: { type: 'integer', minimum: -1 }, limit: LIMIT },
      },
    },
    handler: async ({ params, query, ctx }) => ({
      body: await ctx.run('flow', '*', 'instance-history', { id: params['id'], after: -1, limit: 100, ...query }),
    }),
  },
  {
    method: 'GET',
    path: '/flows/:name/activity',
    summary: 'Tokens and incidents at each element now, and visits that ended in a time: for the diagram',
    tag: 'Operate',
    access: 'signed-in',
    schema: { params: FLOW, query: RANGE },
    handler: async request => ({
      body: { elements: await request.ctx.run('flow', '*', 'flow-activity', questionOf(request)) },
    }),
  },
  {
    method: 'GET',
    path: '/flows/:name/durations',
    summary: 'How long visits of each element took: for the heat map; in working time when a calendar is named',
    tag: 'Operate',
    access: 'signed-in',
    schema: { params: FLOW, query: RANGE },
    handler: async request => ({ body: await request.ctx.run('flow', '*', 'flow-durations', questionOf(request)) }),
  },
  {
    method: 'GET',
    path: '/incidents',
    summary: 'Open incidents, newest first',
    tag: 'Operate',
    access: 'signed-in',
    schema: {
      query: {
        type: 'object',
        additionalProperties: false,
        properties: { code: NAME, flow: FLOW_NAME, after: AFTER, limit: LIMIT },
      },
    },
    handler: async ({ query, ctx }) => ({
      body: await ctx.run('flow', '*', 'open-incidents', { code: null, flow: null, after: null, limit: 50, ...query }),
    }),
  },
  {
    method: 'GET',
    path: '/flow-starts/failed',
    summary: 'Starts by time or message that failed to the last attempt',
    tag: 'Operate',
    access: 'signed-in',
    schema: {
      query: { type: 'object', additionalProperties: false, properties: { after: AFTER, limit: LIMIT } },
    },
    handler: async ({ query, ctx }) => ({
      body: await ctx.run('flow', '*', 'failed-starts', { after: null, limit: 50, ...query }),
    }),
  },
]

const MONTH_MS = 30 * 86_400_000

/** Without a range: the last thirty days. */
function questionOf({ params, query, ctx }: RouteRequest): ActivityQuestion {
  const { version = null, calendar = null, from, to } = query as Partial<ActivityQuestion>
  // A range ends before its end; what ended just now belongs to it.
  const end = to ?? new Date(ctx.clock.now().getTime() + 1).toISOString()
  const begin = from ?? new Date(Date.parse(end) - MONTH_MS).toISOString()
  return { flow: params['name']!, version, calendar, from: begin, to: end }
}
