import { expect, test } from 'vitest'
import { compileFeel } from './compile-feel.ts'
import { feelFunctions } from './feel-functions.ts'
import type { ScopeShape } from './feel-type.ts'
import { feelToJson } from './values/feel-json.ts'

const line = { context: { product: 'string', quantity: 'number', gross: 'number' } } as const
const contract: ScopeShape = {
  number: 'string',
  amount: 'number',
  kind: 'string',
  valid_from: 'date',
  valid_to: 'date',
  created_at: 'date and time',
  lines: { list: line },
  user: { context: { id: 'string', unit_tree: { list: 'string' } } },
  today: 'date',
  payload: 'any',
}

const value = (text: string, values: Record<string, unknown>, scope: ScopeShape = contract): unknown => {
  const { expression, faults } = compileFeel(text, scope)
  expect(faults).toEqual([])
  return feelToJson(expression!.evaluate(values))
}

const codes = (text: string) =>
  compileFeel(text, contract).faults.map(({ code, offset, length }) => [code, text.slice(offset, offset + length)])

test('a number may come as decimal text, as a JSON number or not at all', () => {
  const double = (amount: unknown) => value('amount * 2', { amount })

  expect(double('0.10')).toBe('0.2')
  expect(double(0.1)).toBe('0.2')
  expect(double(null)).toBeNull()
  expect(double(undefined)).toBeNull()
  expect(double('12 apples')).toBeNull()
})

test('sums of cents are exact', () => {
  const lines = Array.from({ length: 1000 }, () => ({ gross: '0.01' }))

  expect(value('sum(lines.gross)', { lines })).toBe('10')
})

test('knows the type of its result', () => {
  const type = (text: string) => compileFeel(text, contract).expression?.type

  expect(type('sum(lines.gross)')).toBe('number')
  expect(type('lines[quantity > 1].product')).toEqual({ list: 'string' })
  expect(type('lines[1].gross')).toBe('number')
  expect(type('valid_to - valid_from')).toBe('duration')
  expect(type('valid_from + duration("P1M")')).toBe('date')
  expect(type('if amount > 1 then "a" else null')).toBe('string')
  expect(type('if amount > 1 then "a" else 1')).toEqual({ union: ['string', 'number'] })
  expect(type('max(valid_from, valid_to)')).toBe('date')
  expect(type('payload.something[1]')).toBe('any')
})

test('names the scope paths that it reads', () => {
  const paths = (text: string) => compileFeel(text, contract).expression!.paths.map(path => path.join('.'))

  expect(paths('sum(lines.gross) + amount')).toEqual(['lines.gross', 'amount'])
  expect(paths('lines[quantity > 1].gross')).toEqual(['lines.quantity', 'lines.gross'])
  expect(paths('for l in lines return l.quantity')).toEqual(['lines.quantity'])
  expect(paths('count(lines)')).toEqual(['lines'])
  expect(paths('for l in lines return 1')).toEqual(['lines'])
  expect(paths('list contains(user.unit_tree, number)')).toEqual(['user.unit_tree', 'number'])
  expect(paths('today() > valid_to')).toEqual(['today', 'valid_to'])
  expect(paths('{amount: 1}.amount')).toEqual([])
})

test('a local name hides one of the scope', () => {
  expect(value('for amount in [1, 2] return amount', { amount: '9' })).toEqual(['1', '2'])
  expect(value('lines[gross > amount].gross', { amount: '1', lines: [{ gross: '0.5' }, { gross: '1.5' }] })).toEqual([
    '1.5',
  ])
})

test('entries of elements of unknown type hide names of the scope only where they exist', () => {
  const payload = [{ amount: 1 }, { other: 1 }]

  expect(value('count(payload[amount = 5])', { payload, amount: '5' })).toBe('1')
})

test('a deep value of the scope is converted by its type when it is taken whole', () => {
  const lines = [{ product: 'a', quantity: '2.50', gross: 3, extra: 1.5 }]

  expect(value('lines[1] = {product: "a", quantity: 2.5, gross: 3, extra: 1.5}', { lines })).toBe(true)
})

test('reads only what the scope itself holds', () => {
  expect(codes('constructor')).toEqual([['expression.unknown_name', 'constructor']])
  expect(value('payload.constructor', { payload: {} })).toBeNull()
  expect(value('payload.length', { payload: 'text' })).toBeNull()
  expect(codes('{"__proto__": {"x": 1}}.x')).toEqual([['expression.unknown_name', 'x']])
})

test('the clock is the one of the caller', () => {
  expect(value('today() = @"2026-05-05"', { today: '2026-05-05' })).toBe(true)
  expect(codes('now()')).toEqual([['expression.unknown_function', 'now']])
})

test('an instant compares with an instant and gives its day', () => {
  const created_at = '2026-05-05T16:30:00.000Z'

  expect(value('created_at < @"2026-05-06T00:00:00+08:00"', { created_at })).toBe(false)
  expect(value('date(created_at)', { created_at })).toBe('2026-05-05')
  expect(value('created_at', { created_at: new Date(created_at) })).toBe('2026-05-05T16:30:00Z')
  expect(codes('created_at > today')).toEqual([['expression.type', 'created_at > today']])
})

test('dates follow the calendar', () => {
  expect(value('@"2024-01-31" + duration("P1M")', {})).toBe('2024-02-29')
  expect(value('(@"2026-03-01" - @"2026-02-01").days', {})).toBe('28')
  expect(value('@"2026-01-01" + duration("PT1H")', {})).toBeNull()
  expect(value('@"9999-12-31" + duration("P999999Y")', {})).toBeNull()
})

test.each([
  ['amout + 1', 'expression.unknown_name', 'amout', 'amount'],
  ['lines.gros', 'expression.unknown_name', 'gros', 'gross'],
  ['user.unit_tre', 'expression.unknown_name', 'unit_tre', 'unit_tree'],
  ['valid_to.yaer', 'expression.unknown_name', 'yaer', 'year'],
  ['summ(lines.gross)', 'expression.unknown_function', 'summ', 'sum'],
  ['string lenght(kind)', 'expression.unknown_function', 'string lenght', 'string length'],
])('an unknown name is said with the nearest one: %s', (text, code, wrong, nearest) => {
  const { faults, expression } = compileFeel(text, contract)

  expect(expression).toBeUndefined()
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ code, nearest })
  expect(text.slice(faults[0]!.offset, faults[0]!.offset + faults[0]!.length)).toBe(wrong)
})

test.each([
  ['amount * kind', 'amount * kind'],
  ['-kind', '-kind'],
  ['kind + 1', 'kind + 1'],
  ['valid_to + valid_from', 'valid_to + valid_from'],
  ['amount = "1"', 'amount = "1"'],
  ['lines > 1', 'lines > 1'],
  ['amount in ("a")', '"a"'],
  ['amount in [@"2026-01-01"..@"2026-01-02"]', '[@"2026-01-01"..@"2026-01-02"]'],
  ['if amount then 1 else 2', 'amount'],
  ['amount and true', 'amount'],
  ['lines[kind]', 'kind'],
  ['for x in amount return x', 'amount'],
  ['some x in lines satisfies x.gross', 'x.gross'],
  ['amount.cents', 'cents'],
  ['upper case(amount)', 'amount'],
  ['round half up(kind, 2)', 'kind'],
  ['sum(lines.product)', 'lines.product'],
])('a certain type fault is found before anything runs: %s', (text, wrong) => {
  expect(codes(text)).toEqual([['expression.type', wrong]])
})

test('every fault of a text is found at once, in its order', () => {
  expect(codes('nobody + nothing * kin')).toEqual([
    ['expression.unknown_name', 'nobody'],
    ['expression.unknown_name', 'nothing'],
    ['expression.unknown_name', 'kin'],
  ])
})

test.each([
  ['', 'The expression is empty.'],
  ['amount +', 'The expression stops too early.'],
  ['if amount > 1 then 2', 'The expression stops too early. Every `if` needs an `else`.'],
  ['amount == 1', '`= 1` has no left side here. Write a single `=` to compare.'],
  ['amount > 1 && amount < 2', "`&&` can't stand here. Write `and`."],
  ["kind = 'sale'", "`'` can't stand here. Put texts in double quotes."],
  ['kind = “sale”', "`“` can't stand here. Use the half-width character of the English keyboard."],
  ['sum(amount，amount)', 'There is no `amount，amount` here. Use the half-width punctuation of the English keyboard.'],
  ['@"31.01.2026"', '`@"31.01.2026"` is no date, time or duration. Write it as @"2026-01-31", @"08:30:00" or @"P1D".'],
  ['{a: 1, a: 2}', 'Two entries of this context have one name.'],
  ['function(x) external {a: 1}', 'External functions are not called from FEEL.'],
  ['round up(1)', "The arguments don't fit. It is called as `round up(n, scale)`."],
  ['? > 1', '`?` stands for the tested value; there is none here.'],
])('a mistake is explained: %s', (text, message) => {
  const { faults } = compileFeel(text, contract)

  expect(faults).toHaveLength(1)
  expect(faults[0]!.message).toContain(message)
})

const functions = feelFunctions([
  {
    name: 'pricing.line-amounts',
    effect: 'pure',
    input: {
      type: 'object',
      required: ['quantity', 'unit_price'],
      properties: { quantity: decimal(), unit_price: decimal(), basis: { type: 'string' } },
    },
    output: { type: 'object', properties: { gross: decimal() } },
    run: ({ quantity, unit_price, basis }) => ({
      gross: `${Number(quantity) * Number(unit_price)}.00`,
      basis: basis ?? 'none',
    }),
  },
  { name: 'mail.send', effect: 'external', input: { type: 'object' }, output: {}, run: () => null },
])

function decimal(): object {
  return { type: 'string', format: 'decimal' }
}

const called = (text: string, values: Record<string, unknown> = {}) => {
  const { expression, faults } = compileFeel(text, contract, { functions })
  return faults.length ? faults.map(fault => fault.code) : feelToJson(expression!.evaluate(values))
}

test('a function of a module is called by position, by name or with one context', () => {
  expect(called('pricing.line_amounts(amount, 3).gross + 1', { amount: '2' })).toBe('7')
  expect(called('pricing.line_amounts(unit_price: 3, quantity: 2).gross')).toBe('6')
  expect(called('pricing.line_amounts({quantity: 2, unit_price: 4}).gross')).toBe('8')
})

test('a required argument that is null gives null, without a call', () => {
  expect(called('pricing.line_amounts(amount, 3)', { amount: null })).toBeNull()
  expect(called('pricing.line_amounts({quantity: 2})')).toBeNull()
})

test('a wrong call of a module is found before anything runs', () => {
  expect(called('pricing.line_amounts(1)')).toEqual(['expression.arguments'])
  expect(called('pricing.line_amounts(1, 2, "a", 4)')).toEqual(['expression.arguments'])
  expect(called('pricing.line_amounts(kind, 2)')).toEqual(['expression.type'])
  expect(called('pricing.line_amounts(1, 2).net')).toEqual(['expression.unknown_name'])
  expect(called('pricing.line_amount(1, 2)')).toEqual(['expression.unknown_function'])
  expect(called('mail.send()')).toEqual(['expression.not_pure'])
})
