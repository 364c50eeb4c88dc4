import { expect, test } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import { ExpressionLimitExceeded, expressionLimits } from './expression-limits.ts'
import type { ScopeShape } from './feel-type.ts'
import { feelToJson } from './values/feel-json.ts'

const scope: ScopeShape = {
  lines: { list: { context: { product: 'string', gross: 'number' } } },
  rate: 'number',
  payload: 'any',
}
const values = {
  lines: [
    { product: 'a', gross: '2.50' },
    { product: 'b', gross: '1' },
  ],
  rate: '10',
}

const value = (text: string) => {
  const { expression, faults } = compileFeel(text, scope)
  expect(faults).toEqual([])
  return feelToJson(expression!.evaluate(values))
}
const codes = (text: string) =>
  compileFeel(text, scope).faults.map(({ code, offset, length }) => [code, text.slice(offset, offset + length)])

test('a function keeps the local values that it saw when it was made', () => {
  expect(value('(for x in [1, 2, 3] return function(y) x * y)[2](10)')).toBe('20')
  expect(value('{x: 1, f: function() x, g: {x: 2, h: f()}}.g.h')).toBe('1')
  expect(value('(function(a) function(b) function(c) a + b + c)(1)(2)(3)')).toBe('6')
})

test('a function reads the scope', () => expect(value('(function(a) a * rate)(2)')).toBe('20'))

test('two calls of one function do not disturb each other', () => {
  expect(value('{twice: function(f, x) f(f(x)), r: twice(function(y) y * 3, 2)}.r')).toBe('18')
  expect(value('{f: function(a) for x in [a, a + 1] return x, r: [f(1), f(10)]}.r')).toEqual([
    ['1', '2'],
    ['10', '11'],
  ])
})

test('arguments that do not fit give null where only the value tells', () => {
  expect(value('payload(1)')).toBeNull()
  expect(value('{f: get value({g: function(a: number) a + 1}, "g"), r: f("x")}.r')).toBeNull()
  expect(value('{f: get value({g: function(a) a}, "g"), r: f(1, 2)}.r')).toBeNull()
  expect(value('{f: get value({g: function(a, b) a - b}, "g"), r: f(b: 1, a: 3)}.r')).toBe('2')
})

test.each([
  ['(function(a: number) a)("x")', 'expression.type', '"x"'],
  ['(function(a: number) a)(a: "x")', 'expression.type', 'a'],
  ['(function(a) a)(1, 2)', 'expression.arguments', '(function(a) a)(1, 2)'],
  ['(function(amount) amount)(amuont: 1)', 'expression.arguments', 'amuont'],
  ['(function(a, a) a)(1, 2)', 'expression.syntax', 'function(a, a) a'],
  ['(function(a: nummer) a)(1)', 'expression.unknown_name', 'nummer'],
  ['rate(1)', 'expression.unknown_function', 'rate'],
  ['(rate)(1)', 'expression.type', 'rate'],
  ['{f: function(n) f(n - 1)}.f(1)', 'expression.unknown_function', 'f'],
  ['sort(lines, function(x, y) x.gros < y.gross)', 'expression.unknown_name', 'gros'],
  ['sort(lines, function(x) true)', 'expression.type', 'function(x) true'],
  ['sort(list: lines, precede: function(x, y) true)', 'expression.arguments', 'precede'],
  ['round half up(n: 1, scal: 2)', 'expression.arguments', 'scal'],
  ['matches("a", "(")', 'expression.pattern', '"("'],
  ['matches("a", "a", "z")', 'expression.pattern', '"a"'],
  ['replace("a", "(?=b)", "c")', 'expression.pattern', '"(?=b)"'],
  ['split("a", "\\\\1")', 'expression.pattern', '"\\\\1"'],
])('what can never work is found before anything runs: %s', (text, code, wrong) => {
  expect(codes(text)).toEqual([[code, wrong]])
})

test('knows the type of what a function gives', () => {
  const type = (text: string) => compileFeel(text, scope).expression?.type

  expect(type('(function(a: number) a > 1)(2)')).toBe('boolean')
  expect(type('sort(lines, function(x, y) x.gross < y.gross)[1].product')).toBe('string')
  expect(type('function(a: string, b) a')).toEqual({
    function: { names: ['a', 'b'], parameters: ['string', 'any'], result: 'string' },
  })
  expect(type('for l in lines return {p: l.product}')).toEqual({ list: { context: { p: 'string' } } })
  expect(type('[{a: 1}, {a: 2, b: "x"}]')).toEqual({
    list: { context: { a: 'number', b: 'string' }, optional: ['b'] },
  })
  expect(type('[{a: 1}, {a: 2, b: "x"}].b')).toEqual({ list: 'string' })
})

test('a union is refused only where none of its types can be', () => {
  expect(codes('(if rate > 1 then 1 else "a") + 1')).toEqual([])
  expect(codes('(if rate > 1 then true else "a") * 2')).toEqual([
    ['expression.type', '(if rate > 1 then true else "a") * 2'],
  ])
})

test('a function that is handed to itself ends', () => {
  const call = (text: string) => () => compileFeel(text, {}).expression!.evaluate({})

  expect(call('(function(f) f(f))(function(f) f(f))')).toThrow(ExpressionLimitExceeded)
  const count = '(function(f, n) if n = 0 then "done" else f(f, n - 1))'
  expect(call(`${count}(${count.slice(1, -1)}, ${expressionLimits.callDepth - 2})`)()).toBe('done')
  expect(call(`${count}(${count.slice(1, -1)}, ${expressionLimits.callDepth})`)).toThrow(ExpressionLimitExceeded)
})

test('a function has no JSON form', () => {
  expect(value('function(x) x')).toBeNull()
  expect(value('string(function(x, y) x)')).toBe('function(x, y)')
})
