import type { Route } from '../../../runtime/route.ts'
import type { ReplayOrder } from '../run/replay/replay-runs.ts'
import { AFTER, FLOW_NAME, INSTANT, LIMIT } from './parts.ts'

const VERSION = { type: 'integer', minimum: 1, maximum: 1_000_000 }

const TARGET = {
  oneOf: [
    { enum: ['draft', 'present'] },
    { type: 'object', additionalProperties: false, required: ['version'], properties: { version: VERSION } },
    {
      type: 'object',
      additionalProperties: false,
      required: ['text'],
      properties: { text: { type: 'string', minLength: 1, maxLength: 2_000_000 } },
    },
  ],
}

/** Past runs in another version: for those with the right to `read` or `operate` on `flow_instance`. */
export const replayRoutes: Route[] = [
  {
    method: 'POST',
    path: '/flow-replays',
    summary: 'What past runs of one version would have been in another; many are asked for page by page',
    tag: 'Operate',
    access: 'signed-in',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['flow', 'from', 'to'],
        properties: { flow: FLOW_NAME, from: VERSION, to: TARGET, since: INSTANT, after: AFTER, limit: LIMIT },
      },
    },
    handler: async ({ body, ctx }) => ({
      body: await ctx.run('flow', '*', 'replay-runs', { limit: 50, ...(body as ReplayOrder) }),
    }),
  },
]
