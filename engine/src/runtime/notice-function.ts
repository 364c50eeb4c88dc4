import type { FunctionDefinition } from '../host/sdk/define-function.ts'
import type { NoticeMessage } from './notices.ts'

interface SendInput {
  to: string | (string | null)[] | null
  subject: string
  text: string
  link?: string | null
  entity?: string | null
  id?: string | null
}

const PERSON = { type: ['string', 'null'], format: 'uuid', title: '人员' }

/** What a send task of a flow calls. Empty places in `to` (nobody is in that role) are left out. */
export const noticeSend: FunctionDefinition<SendInput, { sent: number }> = {
  name: 'notice.send',
  title: '发送通知',
  effect: 'transactional',
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['to', 'subject', 'text'],
    properties: {
      to: { title: '接收人', anyOf: [PERSON, { type: 'array', maxItems: 1000, items: PERSON }] },
      subject: { type: 'string', title: '标题', minLength: 1, maxLength: 200 },
      text: { type: 'string', title: '内容', minLength: 1, maxLength: 4000 },
      link: { type: ['string', 'null'], title: '链接（站内路径）', pattern: '^/[^/\\\\]', maxLength: 500 },
      entity: { type: ['string', 'null'], title: '相关单据的类型' },
      id: { type: ['string', 'null'], format: 'uuid', title: '相关单据' },
    },
  },
  output: { type: 'object', required: ['sent'], properties: { sent: { type: 'integer', title: '通知的人数' } } },
  async run({ to, subject, text, link, entity, id }, { ctx }) {
    const people = [to].flat().filter(person => person !== null)
    const message: NoticeMessage = {
      to: people,
      subject,
      text,
      link: link ?? null,
      entity: entity ?? null,
      recordId: id ?? null,
    }
    const ids = await ctx.run<string[]>('notice', '*', 'send', message)
    return { sent: ids.length }
  },
}
