import type { Route } from '../../../runtime/route.ts'
import type { Correlated } from '../run/messages/correlate-message.ts'
import type { PublishedMessage, PublishedSignal } from '../run/messages/publish-message.ts'
import type { StartedRun } from '../run/start-runs.ts'
import { DEFINITION_NAME, FLOW_NAME, NAME, VARIABLES } from './parts.ts'

const KEY = { type: ['string', 'null'], minLength: 1, maxLength: 200, pattern: '^[^\\x00]*$' }

/** What other systems and people tell running flows, and how they begin them. */
export const messageRoutes: Route[] = [
  {
    method: 'POST',
    path: '/messages',
    summary: 'Publish a message: for whoever waits for it, begins with it, or comes for it before its time is over',
    tag: 'Messages',
    access: 'signed-in',
    program: 'send',
    command: 'message.publish',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: NAME,
          key: KEY,
          messageId: KEY,
          timeToLive: { type: ['string', 'null'], maxLength: 60 },
          variables: VARIABLES,
        },
      },
    },
    handler: async ({ body, ctx }) => {
      const { key = null, messageId = null, timeToLive = null, variables = {}, name } = body
      const message = { name, key, messageId, timeToLive, variables }
      const published = await ctx.run<PublishedMessage>('flow', '*', 'publish-message', message)
      return { status: published.duplicate ? 200 : 201, body: published }
    },
  },
  {
    method: 'POST',
    path: '/messages/correlate',
    summary: 'Bring a message to the one run that waits for it or begins with it, at once',
    tag: 'Messages',
    access: 'signed-in',
    program: 'send',
    command: 'message.correlate',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: NAME,
          key: KEY,
          instanceId: { type: ['string', 'null'], format: 'uuid' },
          variables: VARIABLES,
        },
      },
    },
    handler: async ({ body, ctx }) => {
      const { key = null, instanceId = null, variables = {}, name } = body
      return { body: await ctx.run<Correlated>('flow', '*', 'correlate-message', { name, key, instanceId, variables }) }
    },
  },
  {
    method: 'POST',
    path: '/signals',
    summary: 'Tell every run that waits for a signal, and begin the flows that start with it',
    tag: 'Messages',
    access: 'signed-in',
    program: 'send',
    command: 'signal.publish',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: { name: NAME, variables: VARIABLES },
      },
    },
    handler: async ({ body: { name, variables = {} }, ctx }) => ({
      status: 201,
      body: await ctx.run<PublishedSignal>('flow', '*', 'broadcast-signal', { name, variables }),
    }),
  },
  {
    method: 'POST',
    path: '/flow-conditions',
    summary: 'Begin the flows whose conditional start holds with these variables',
    tag: 'Messages',
    access: 'signed-in',
    command: 'flow.evaluate-conditions',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['variables'],
        properties: { variables: VARIABLES, businessKey: KEY },
      },
    },
    handler: async ({ body: { variables, businessKey = null }, ctx }) => ({
      body: { started: await ctx.run<StartedRun[]>('flow', '*', 'evaluate-conditions', { variables, businessKey }) },
    }),
  },
  {
    method: 'POST',
    path: '/flows/:name/instances',
    summary: 'Begin a run of a flow by hand',
    tag: 'Flows',
    access: 'signed-in',
    command: 'flow.start',
    schema: {
      params: { type: 'object', required: ['name'], properties: { name: FLOW_NAME } },
      body: {
        type: 'object',
        additionalProperties: false,
        properties: {
          variables: VARIABLES,
          businessKey: KEY,
          subject: {
            type: ['object', 'null'],
            additionalProperties: false,
            required: ['entity', 'id'],
            properties: { entity: DEFINITION_NAME, id: { type: 'string', format: 'uuid' } },
          },
        },
      },
    },
    handler: async ({ params, body, ctx }) => {
      const { variables = {}, businessKey = null, subject = null } = body ?? {}
      const given = { flow: params['name'], variables, businessKey, subject }
      return { status: 201, body: await ctx.run<StartedRun>('flow', '*', 'start-by-hand', given) }
    },
  },
]
