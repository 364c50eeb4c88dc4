import type { PackFile } from '../../engine/src/metadata/kind.ts'

/** A small rule set, as an analyst edits it: up to which discount nobody is asked. */
export function discountRules(limit: string, title = '折扣权限'): string {
  const content = {
    $kind: 'rule-set',
    name: 'discount',
    title,
    hit_policy: 'first',
    inputs: {
      type: 'object',
      required: ['pct'],
      properties: { pct: { type: 'string', format: 'decimal', title: '折扣' } },
    },
    outputs: { type: 'object', required: ['level'], properties: { level: { type: 'integer', title: '级别' } } },
    columns: [
      { key: 'pct', side: 'input', fact: 'pct', operator: 'lessThanInclusive' },
      { key: 'level', side: 'output', output: 'level' },
    ],
    rules: [
      rule('free', [{ fact: 'pct', operator: 'lessThanInclusive', value: limit }], 0),
      rule('boss', [{ fact: 'pct', operator: 'lessThanInclusive', value: '100' }], 1),
    ],
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

const rule = (key: string, all: object[], level: number) => ({
  key,
  title: key,
  conditions: { all },
  event: { type: 'decided', params: { level } },
})

/** The rule set with one case, which holds for limits from 5 up to 19. */
export const discountFiles: readonly PackFile[] = [
  { path: 'rule-sets/discount.rule-set.json', text: discountRules('10') },
  {
    path: 'rule-sets/discount.case.json',
    text: JSON.stringify({
      $kind: 'case',
      of: 'rule-set/discount',
      cases: [
        { key: 'five', title: '5 % 免审批', given: { pct: '5' }, then: { level: 0 } },
        { key: 'twenty', title: '20 % 要审批', given: { pct: '20' }, then: { level: 1 } },
      ],
    }),
  },
]
