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

const tooLong = `allowance.level = 0${' or allowance.level = 0'.repeat(500)}`

export const expressionFaults: readonly TextFault[] = [
  row('expression.syntax', 'minutes > ‸', 'minutes > 1'),
  row('expression.type', '‸subject * 2 > 1', 'minutes * 2 > 1'),
  row('expression.arguments', '‸floor() > 1', 'floor(minutes) > 1'),
  row('expression.pattern', 'matches(subject, ‸\\"(?=a)\\")', 'matches(subject, \\"a\\")'),
  row('expression.unknown_function', '‸flor(minutes) > 1', 'floor(minutes) > 1', 'floor'),
  row('expression.not_pure', '‸house.tidy(\\"kitchen\\") = null', 'house.count([\\"Ann\\"]).count = 1'),
  row('expression.unsupported', '‸function(a) external { java: { class: \\"x\\" } }', 'minutes > 1'),
  row('expression.unknown_name', '‸minuts > 1', 'minutes > 1', 'minutes'),
  { ...row('expression.wrong_result', '‸"minutes + 1"', '"minutes > 1"'), replace: '"kind = \\"onsite\\""' },
  row('expression.too_deep', `${'('.repeat(64)}‸(minutes > 1${')'.repeat(65)}`, '(minutes > 1)'),
  {
    code: 'expression.too_long',
    file: 'visits/flows/approve_visit.bpmn',
    replace: 'allowance.level = 0',
    wrong: `${tooLong.slice(0, 10_000)}‸${tooLong.slice(10_000)}`,
    elementId: 'yes',
  },
]

export const queryFaults: readonly TextFault[] = [
  {
    code: 'query.too_complex',
    file: 'visits/pages/person_list.page.json',
    replace: '{ "name": { "ne": "" } }',
    wrong: nested(10, '‸'),
    right: nested(9, ''),
  },
]

/** A filter of so many levels, a mark before the innermost. */
function nested(levels: number, mark: string): string {
  return `${'{ "and": ['.repeat(levels - 1)}${mark}{ "name": { "ne": "" } }${'] }'.repeat(levels - 1)}`
}
