import type { PackFile } from '../../engine/src/metadata/kind.ts'
import type { PackFolder } from '../../engine/src/metadata/pack.ts'
import { discountRules } from './discount-rules.ts'

/** A pack that is changed again and again while it is in use: one entity, one rule set, one role that may do all. */
export const ticketPack: PackFolder = {
  folder: 'tickets',
  files: [
    json('pack.json', {
      name: 'tickets',
      version: '0.1.0',
      title: '工单',
      engine: '>=0.1.0',
      requires: {},
      locales: ['zh-CN'],
      modules: [],
    }),
    json('entities/ticket.entity.json', ticket()),
    { path: 'rule-sets/discount.rule-set.json', text: discountRules('5') },
    json('roles/boss.role.json', {
      $kind: 'role',
      name: 'boss',
      title: '全部',
      rules: [{ key: 'all', action: 'manage', subject: 'all' }],
    }),
  ],
}

export const TICKET = 'tickets/entity/ticket'
export const DISCOUNT = 'tickets/rule-set/discount'

interface TicketContent {
  properties: Record<string, object>
  'x-unique'?: string[][]
  [key: string]: unknown
}

function ticket(): TicketContent {
  return {
    $kind: 'entity',
    name: 'ticket',
    title: '工单',
    type: 'object',
    'x-display': 'number',
    required: ['number'],
    properties: {
      number: { type: 'string', title: '编号', maxLength: 40 },
      region: { type: 'string', title: '大区', maxLength: 40 },
      note: { type: 'string', title: '备注', maxLength: 40, 'x-default': '"as made"' },
      amount: amount(12),
    },
  }
}

function amount(precision: number): object {
  return {
    type: 'string',
    format: 'decimal',
    title: '金额',
    default: '1.50',
    'x-decimal': { precision, scale: 2 },
  }
}

/** What an author does next, in a circle: the n-th change, made of the ticket's text in force. */
export function nextChange(n: number, ticketText: string): { id: string; text: string } {
  const change = CHANGES[n % CHANGES.length]!
  if (change === 'rule') return { id: DISCOUNT, text: discountRules(`5.${n + 1}`) }
  const content = JSON.parse(ticketText) as TicketContent
  change(content, Math.floor(n / CHANGES.length))
  return { id: TICKET, text: text(content) }
}

type Change = ((content: TicketContent, round: number) => void) | 'rule'

const CHANGES: readonly Change[] = [
  ({ properties }, round) => void (properties[`extra_${round}`] = { type: 'string', title: '附加', maxLength: 20 }),
  content => void (content['x-unique'] = [['number']]),
  ({ properties }) => {
    const [from, to] = properties['note'] ? ['note', 'remark'] : ['remark', 'note']
    properties[to] = { ...properties[from], 'x-renamed-from': from }
    delete properties[from]
  },
  'rule',
  ({ properties }, round) => void (properties['amount'] = amount(13 + (round % 15))),
  content => void delete content['x-unique'],
  ({ properties }, round) => void delete properties[`extra_${round}`],
]

function json(path: string, content: object): PackFile {
  return { path, text: text(content) }
}

function text(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
