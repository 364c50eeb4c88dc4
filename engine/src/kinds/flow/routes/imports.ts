import { requireRight } from '../../../access/require-right.ts'
import type { Route } from '../../../runtime/route.ts'
import { importFlow } from '../import/import-flow.ts'
import { FLOW_NAME, NAME } from './parts.ts'

/** Models of other tools, read for the studio. Nothing is kept: the text that comes back is saved as a draft. */
export const importRoutes: Route[] = [
  {
    method: 'POST',
    path: '/flow-imports',
    summary: 'Say what becomes of a BPMN model of Camunda or Flowable, and give it as a flow',
    tag: 'Definitions',
    access: 'signed-in',
    schema: {
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['text'],
        properties: {
          text: { type: 'string', minLength: 1, maxLength: 1024 * 1024 },
          file: NAME,
          name: FLOW_NAME,
          map: { type: 'object', maxProperties: 200, propertyNames: NAME, additionalProperties: NAME },
        },
      },
    },
    handler: async ({ body, ctx }) => {
      requireRight(ctx, 'edit', 'definition')
      const { text, file = 'model.bpmn', name, map } = body
      return { body: await importFlow({ text, file, ...(name && { name }), ...(map && { map }) }) }
    },
  },
]
