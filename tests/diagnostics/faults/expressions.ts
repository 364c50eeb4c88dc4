import type { TextFault } from '../text-fault.ts'

const file = 'visits/forms/visit_edit.form.json'
const pointer = '/sections/0/fields/1/visible_when'

/** Each expression stands as the condition of a field. */
const row = (code: string, wrong: string, right?: string, nearest?: string): TextFault => ({
  code,
  file,
  replace: 'kind = \\"onsite\\"',
  wrong,
  pointer,
  ...(right === undefined ? {} : { right }),
  ...(nearest === undefined ? {} : { nearest }),
})

export const expressionFaults: readonly TextFault[] = [
  row('expression.syntax', 'minutes > ‸', 'minutes > 1'),
  row('expression.type', '‸subject * 2 > 1', 'minutes * 2 > 1'),
  row('expression.arguments', '‸floor() > 1', 'floor(minutes) > 1'),
  row('expression.pattern', 'matches(subject, ‸\\"(?=a)\\")', 'matches(subject, \\"a\\")'),
  row('expression.unknown_function', '‸flor(minutes) > 1', 'floor(minutes) > 1', 'floor'),
  row('expression.not_pure', '‸house.tidy(\\"kitchen\\") = null', 'house.count([\\"Ann\\"]).count = 1'),
  row('expression.unsupported', '‸minutes instance of number', 'minutes > 1'),
  row('expression.unknown_name', '‸minuts > 1', 'minutes > 1', 'minutes'),
  row('expression.wrong_result', '‸minutes + 1', 'minutes > 1'),
  row('expression.too_deep', `‸${'('.repeat(65)}minutes > 1${')'.repeat(65)}`, '(minutes > 1)'),
  row('expression.too_long', `‸minutes > 1${' and minutes > 1'.repeat(700)}`, 'minutes > 1 and minutes > 2'),
]

export const queryFaults: readonly TextFault[] = [
  {
    code: 'query.too_complex',
    file: 'visits/pages/visit_list.page.json',
    replace: '["-held_on"]',
    wrong: `["subject", "kind", "minutes", "cost", "-held_on", ‸"owner"]`,
    right: '["subject", "kind", "minutes", "cost", "-held_on"]',
  },
]
