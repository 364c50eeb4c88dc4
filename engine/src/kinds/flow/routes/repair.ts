import type { Route } from '../../../runtime/route.ts'
import { BULK_ACTIONS } from '../run/operate/bulk-repair.ts'
import { SEARCH } from './operate.ts'
import { AFTER, INSTANCE, LIMIT, NAME, REASON, VARIABLES } from './parts.ts'

const UUID = { type: 'string', format: 'uuid' }

/** A change of one run by hand: command, path and operation bear the same name. */
function change(
  verb: string,
  {
    summary,
    operation,
    properties = {},
    required = [],
  }: { summary: string; operation: string; properties?: object; required?: string[] },
): Route {
  return {
    method: 'POST',
    path: `/flow-instances/:id/${verb}`,
    summary,
    tag: 'Repair',
    access: 'signed-in',
    command: `flow.${verb}`,
    schema: { params: INSTANCE, body: withReason(properties, required) },
    handler: async ({ params, body, ctx }) => ({
      body: await ctx.run('flow', '*', operation, { ...body, id: params['id'] }),
    }),
  }
}

const withReason = (properties: object, required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  required: ['reason', ...required],
  properties: { reason: REASON, ...properties },
})

const MOVE = {
  cancel: { type: 'array', maxItems: 1000, items: UUID },
  create: {
    type: 'array',
    maxItems: 100,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['element'],
      properties: { element: NAME, scope: UUID },
    },
  },
}

const { called: _called, ...FILTER } = SEARCH

/** Changing runs: for those with the right to `operate` on `flow_instance`, each time with a reason. */
export const repairRoutes: Route[] = [
  change('variables', {
    summary: 'Set variables of a run, or of one scope in it',
    operation: 'change-variables',
    properties: { variables: VARIABLES, scope: UUID, local: { type: 'boolean' } },
    required: ['variables'],
  }),
  change('suspend', { summary: 'Let nothing of a run move until it is resumed', operation: 'suspend-run' }),
  change('resume', { summary: 'Let a suspended run go on', operation: 'resume-run' }),
  change('cancel', {
    summary: 'End a run before its time; undo first what was completed, when asked for',
    operation: 'cancel-run',
    properties: { compensate: { type: 'boolean' } },
  }),
  change('retry', { summary: 'Try every open incident of a run again', operation: 'retry-run' }),
  change('restart', {
    summary: 'Let a run go on from an element; of one that is over begin a new one there',
    operation: 'restart-run',
    properties: { element: NAME },
    required: ['element'],
  }),
  change('move', {
    summary: 'End tokens of a run and make others',
    operation: 'move-tokens',
    properties: MOVE,
    required: ['cancel', 'create'],
  }),
  {
    method: 'POST',
    path: '/flow-instances/:id/move/plan',
    summary: 'What moving tokens would end and make, without doing it',
    tag: 'Repair',
    access: 'signed-in',
    schema: {
      params: INSTANCE,
      body: { type: 'object', additionalProperties: false, required: ['cancel', 'create'], properties: MOVE },
    },
    handler: async ({ params, body, ctx }) => ({
      body: await ctx.run('flow', '*', 'plan-move', { ...body, id: params['id'] }),
    }),
  },
  {
    method: 'DELETE',
    path: '/flow-instances/:id',
    summary: 'Delete a run with its history; one that is not over only by force',
    tag: 'Repair',
    access: 'signed-in',
    command: 'flow.delete',
    schema: {
      params: INSTANCE,
      query: {
        type: 'object',
        additionalProperties: false,
        required: ['reason'],
        properties: { reason: REASON, force: { type: 'boolean' } },
      },
    },
    handler: async ({ params, query, ctx }) => ({
      body: await ctx.run('flow', '*', 'delete-run', { force: false, ...query, id: params['id'] }),
    }),
  },
  {
    method: 'POST',
    path: '/incidents/:id/retry',
    summary: 'Try again what stopped there, with all its attempts',
    tag: 'Repair',
    access: 'signed-in',
    command: 'incident.retry',
    schema: { params: INSTANCE, body: withReason({}, []) },
    handler: async ({ params, body, ctx }) => {
      await ctx.run('flow', '*', 'retry-incident-by-hand', { ...body, id: params['id'] })
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: '/incidents/:id/skip',
    summary: 'Let the element count as done; `flow` names the way on of a gateway',
    tag: 'Repair',
    access: 'signed-in',
    command: 'incident.skip',
    schema: { params: INSTANCE, body: withReason({ flow: NAME }, []) },
    handler: async ({ params, body, ctx }) => {
      await ctx.run('flow', '*', 'skip-incident', { ...body, id: params['id'] })
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: '/flow-starts/:id/retry',
    summary: 'Try a failed start again',
    tag: 'Repair',
    access: 'signed-in',
    command: 'flow.start-retry',
    schema: { params: INSTANCE, body: withReason({}, []) },
    handler: async ({ params, body, ctx }) => {
      await ctx.run('flow', '*', 'retry-failed-start', { ...body, id: params['id'] })
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: '/flow-repairs',
    summary: 'Order a repair of all runs that a filter finds: each is done by itself, with its own result',
    tag: 'Repair',
    access: 'signed-in',
    command: 'flow.bulk-repair',
    schema: {
      body: withReason(
        {
          action: { enum: Object.keys(BULK_ACTIONS) },
          filter: { type: 'object', additionalProperties: false, minProperties: 1, properties: FILTER },
          input: {
            type: 'object',
            additionalProperties: false,
            properties: {
              variables: VARIABLES,
              local: { type: 'boolean' },
              compensate: { type: 'boolean' },
              element: NAME,
              force: { type: 'boolean' },
            },
          },
        },
        ['action', 'filter'],
      ),
    },
    handler: async ({ body, ctx }) => ({
      status: 202,
      body: await ctx.run('flow', '*', 'order-bulk', { input: {}, ...body }),
    }),
  },
  {
    method: 'GET',
    path: '/flow-repairs/:id',
    summary: 'How far an ordered repair is, and what became of each run',
    tag: 'Repair',
    access: 'signed-in',
    schema: {
      params: INSTANCE,
      query: {
        type: 'object',
        additionalProperties: false,
        properties: { state: { enum: ['waiting', 'done', 'failed'] }, after: AFTER, limit: LIMIT },
      },
    },
    handler: async ({ params, query, ctx }) => ({
      body: await ctx.run('flow', '*', 'show-bulk', {
        state: null,
        after: null,
        limit: 50,
        ...query,
        id: params['id'],
      }),
    }),
  },
]
