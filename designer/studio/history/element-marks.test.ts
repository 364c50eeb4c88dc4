import { expect, test } from 'vitest'
import type { DescribedChange } from '@jingwei/engine/model'
import { elementMarks } from './element-marks.ts'

const change = (code: string, subject: string): DescribedChange => ({
  op: 'replace',
  at: '',
  code,
  subject,
  impact: 'safe',
})

test('an element that changed and was moved counts as changed, one that is new as added', () => {
  const marks = elementMarks([
    change('element_moved', 'approve'),
    change('approver_changed', 'approve'),
    change('element_moved', 'end'),
    change('element_added', 'check'),
    change('element_moved', 'check'),
    change('flow_removed', 'f_old'),
    change('process_renamed', ''),
  ])

  expect([...marks]).toEqual([
    ['approve', 'changed'],
    ['end', 'moved'],
    ['check', 'added'],
    ['f_old', 'removed'],
  ])
})
