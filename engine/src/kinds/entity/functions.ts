import { defineFunction } from '../../host/sdk/define-function.ts'

const SUBJECT = {
  entity: { type: 'string', title: '实体' },
  id: { type: 'string', format: 'uuid', title: '记录' },
}

interface Subject {
  entity: string
  id: string
}

/** Takes a record through a transition of its state machine. In a flow, `entity` and `id` are those of its record. */
export const recordTransition = defineFunction<Subject & { transition: string; comment?: string }, { version: number }>(
  {
    name: 'record.transition',
    title: '记录状态变更',
    effect: 'transactional',
    input: {
      type: 'object',
      properties: {
        ...SUBJECT,
        transition: { type: 'string', title: '变更' },
        comment: { type: 'string', title: '说明' },
      },
      required: ['entity', 'id', 'transition'],
      additionalProperties: false,
    },
    output: { type: 'object', properties: { version: { type: 'integer' } }, required: ['version'] },
    run: async ({ entity, ...input }, { ctx }) => {
      const { version } = await ctx.run<{ version: number }>('entity', entity, 'transition', input)
      return { version }
    },
  },
)

/** Changes fields of a record. */
export const recordUpdate = defineFunction<Subject & { values: Record<string, unknown> }, { version: number }>({
  name: 'record.update',
  title: '修改记录',
  effect: 'transactional',
  input: {
    type: 'object',
    properties: { ...SUBJECT, values: { type: 'object', title: '字段值' } },
    required: ['entity', 'id', 'values'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { version: { type: 'integer' } }, required: ['version'] },
  run: async ({ entity, id, values }, { ctx }) => {
    const { version } = await ctx.run<{ version: number }>('entity', entity, 'update', { id, patch: values })
    return { version }
  },
})

/** What the engine itself registers about records. */
export const recordFunctions = [recordTransition, recordUpdate]
