import { expect, test } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import { compileUnaryTest } from './compile-unary-test.ts'
import { expressionLimits } from './expression-limits.ts'
import type { ExpressionTrace } from './expression-trace.ts'
import type { ScopeShape } from './feel-type.ts'

const scope: ScopeShape = { amount: 'number', lines: { list: { context: { gross: 'number' } } } }
const values = { amount: '0.50', lines: [{ gross: '1.00' }, { gross: '2' }] }

const trace = (text: string) => compileFeel(text, scope, { trace: true }).expression!.trace!(values)

const shown = ({ text, value, parts }: ExpressionTrace): unknown => [text, value, ...parts.map(shown)]

test('every sub-expression tells its place and its value', () => {
  const text = 'if amount > 1 then "big" else string(amount)'

  expect(shown(trace(text).trace[0]!)).toEqual([
    text,
    '0.5',
    ['amount > 1', false, ['amount', '0.5'], ['1', '1']],
    ['string(amount)', '0.5', ['amount', '0.5']],
  ])
  expect(trace(text).trace[0]).toMatchObject({
    from: 0,
    to: text.length,
    parts: [
      { from: 3, to: 13 },
      { from: 30, to: 44 },
    ],
  })
})

test('a loop shows every round', () => {
  expect(shown(trace('sum(for l in lines return l.gross * 2)').trace[0]!)).toEqual([
    'sum(for l in lines return l.gross * 2)',
    '6',
    [
      'for l in lines return l.gross * 2',
      ['2', '4'],
      ['lines', [{ gross: '1' }, { gross: '2' }]],
      ['l.gross * 2', '2', ['l.gross', '1', ['l', { gross: '1' }]], ['2', '2']],
      ['l.gross * 2', '4', ['l.gross', '2', ['l', { gross: '2' }]], ['2', '2']],
    ],
  ])
})

test('a unary test shows what it looked at', () => {
  const { test: compiled } = compileUnaryTest('> amount', 'number', scope, { trace: true })

  expect(compiled!.trace!('2', values)).toMatchObject({ value: true, trace: [{ text: 'amount', value: '0.5' }] })
})

test('a trace is not longer than it may be', () => {
  const { complete, value, trace: roots } = trace(`count(for i in 1..${expressionLimits.traceLength} return i)`)

  expect(complete).toBe(false)
  expect(String(value)).toBe(String(expressionLimits.traceLength))
  expect(JSON.stringify(roots).length).toBeGreaterThan(1000)
})

test('what was not compiled for it has no trace', () => {
  expect(compileFeel('amount', scope).expression!.trace).toBeUndefined()
  expect(compileUnaryTest('> amount', 'number', scope).test!.trace).toBeUndefined()
})
