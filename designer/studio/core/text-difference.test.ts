import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textDifference } from './text-difference.ts'

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`)

test('a changed line stands beside what it was, with three equal lines around', () => {
  const after = lines(20).with(9, 'another').join('\n')

  const [block, ...others] = textDifference(lines(20).join('\n'), after)

  expect(others).toEqual([])
  expect(block!.skipped).toBe(6)
  expect(block!.rows.map(row => row.left?.number)).toEqual([7, 8, 9, 10, 11, 12, 13])
  expect(block!.rows[3]).toEqual({
    kind: 'changed',
    left: { number: 10, text: 'line 10' },
    right: { number: 10, text: 'another' },
  })
})

test('lines that came or went stand alone on their side', () => {
  const [block] = textDifference('a\nb\n', 'a\nb\nc\n')

  expect(block!.rows.at(-1)).toEqual({ kind: 'changed', right: { number: 3, text: 'c' } })
})

test('equal texts differ nowhere', () => {
  expect(textDifference('a\nb', 'a\nb\n')).toEqual([])
})

test('every line that only one side has is shown on that side', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = textDifference(before.join('\n'), after.join('\n')).flatMap(block => block.rows)
      for (const { left, right } of rows) {
        if (left) expect(left.text).toBe(before[left.number - 1])
        if (right) expect(right.text).toBe(after[right.number - 1])
      }
      const changed = rows.filter(row => row.kind === 'changed')
      const grown = changed.filter(row => row.right).length - changed.filter(row => row.left).length
      expect(grown).toBe(after.length - before.length)
    }),
  )
})
