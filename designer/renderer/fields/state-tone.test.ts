import { expect, test } from 'vitest'
import { leadsToAnEnd, stateTone } from './state-tone.ts'

const states = {
  field: 'status',
  initial: 'draft',
  transitions: [
    { key: 'submit', title: 'Submit', from: ['draft'], to: 'review' },
    { key: 'accept', title: 'Accept', from: ['review'], to: 'effective' },
    { key: 'refuse', title: 'Refuse', from: ['review'], to: 'rejected' },
    { key: 'archive', title: 'Archive', from: ['effective'], to: 'kept' },
  ],
}

test.each([
  ['draft', 'idle'],
  ['review', 'active'],
  ['effective', 'settled'],
  ['rejected', 'failed'],
  ['kept', 'idle'],
])('%s is shown as %s', (state, tone) => {
  expect(stateTone(states, state)).toBe(tone)
})

test('a step into a state that nothing leaves can’t be undone', () => {
  expect(leadsToAnEnd(states, { to: 'kept' })).toBe(true)
  expect(leadsToAnEnd(states, { to: 'review' })).toBe(false)
})
