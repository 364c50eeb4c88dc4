import { describe, expect, test } from 'vitest'
import { compileJuel } from './compile-juel.ts'
import { juelErrorCode, juelValue } from './fixtures/evaluate-juel.ts'
import { variables as scope } from './fixtures/variables.ts'
import { juelCondition } from './juel-condition.ts'

/** The value of each text, or the code of the error it ends with. */
const outcome = (text: string) => juelErrorCode(`\${${text}}`, scope) ?? juelValue(`\${${text}}`, scope)

const check = (rows: [string, unknown][]) =>
  test.each(rows)('%s is %j', (text, value) => expect(outcome(text)).toEqual(value))

describe('entries (EL 2.2 §1.6)', () => {
  check([
    ['map.a', 1],
    ["map['a']", 1],
    ['map["b"].c', 'x'],
    ['map.b.c', 'x'],
    ['map.missing', null],
    ['map.missing.deeper.still', null],
    ['nothing.a', null],
    ["nothing['a'][0]", null],
    ['nothing[missing]', null],
    ['map[nothing]', null],
    ["map['1']", 'one'],
    ['map[1]', null],
    ['map[yes]', null],
    ['list[0]', 1],
    ['list[2]', 3],
    ['list[3]', null],
    ['list[-1]', null],
    ['list[1.9]', 2],
    ["list['1']", 2],
    ['list[five]', null],
    ['list[one + one]', 3],
    ['list[yes]', 2],
    ['list[nothing]', null],
    ["list['a']", 'juel.not_convertible'],
    ['list.length', 'juel.not_convertible'],
    ['list[map]', 'juel.not_convertible'],
    ['list[list[0]]', 2],
    ['word.length', 'juel.unknown_property'],
    ['word[0]', 'juel.unknown_property'],
    ['one.a', 'juel.unknown_property'],
    ['yes.a', 'juel.unknown_property'],
    ["'abc'.bytes", 'juel.unknown_property'],
  ])
})

describe('variables', () => {
  check([
    ['missing', 'juel.unknown_variable'],
    ['missing.a', 'juel.unknown_variable'],
    ['missing == null', 'juel.unknown_variable'],
    ['nothing', null],
    ['list', [1, 2, 3]],
    ['map.b', { c: 'x' }],
    ['decimal', '12.50'],
    ['half', 0.5],
  ])

  test('an unknown one is named, with its place and the one that was meant', () => {
    const { expression } = compileJuel('${1 + amout}')

    expect(() => expression!.evaluate({ amount: 1 })).toThrow(
      expect.objectContaining({
        code: 'juel.unknown_variable',
        message: expect.stringContaining('Did you mean `amount`?'),
        details: { name: 'amout', text: '`amout`', offset: 6 },
      }),
    )
  })

  test('the innermost piece that failed is told', () => {
    const { expression } = compileJuel("ok ${a + 1 > 5 && b + 'x' > 2}")

    expect(() => expression!.evaluate({ a: 9, b: 1 })).toThrow(
      expect.objectContaining({ details: { text: "`b + 'x'`", offset: 18 } }),
    )
  })
})

describe('texts of values (EL 2.2 §1.18.2)', () => {
  test.each<[unknown, string]>([
    [null, ''],
    ['', ''],
    ['a', 'a'],
    [1, '1'],
    [1.5, '1.5'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [0.0000001, '0.0000001'],
    [true, 'true'],
    [[], '[]'],
    [[1, 'a', null, [true]], '[1, a, null, [true]]'],
    [{}, '{}'],
    [{ a: 1, b: { c: null } }, '{a=1, b={c=null}}'],
  ])('%j is written %j', (value, text) => {
    expect(juelValue('>${value}<', { value })).toBe(`>${text}<`)
  })

  test('a calculated number has no zeros at its end', () => {
    expect(juelValue('${1.50 + 0.50} ${10 / 4} ${decimal}', scope)).toBe('2 2.5 12.50')
  })
})

describe('variables that are declared numbers', () => {
  const declared = {
    scope: { amount: 'number', limit: 'number', note: 'string', order: { context: { total: 'number' } } },
  } as const
  const values = { amount: '1000.00', limit: '200.00', note: '5', order: { total: '30' }, other: '7' }

  test.each<[string, unknown]>([
    ['amount > limit', true],
    ['amount == limit * 5', true],
    ["amount == '1000'", true],
    ["order.total > '4'", true],
    ["execution.getVariable('amount') > limit", true],
    ["variables.get('amount') > limit", true],
    ['vars:gt(amount, 200)', true],
    ['vars:eq(amount, 1000)', true],
    ['amount', '1000.00'],
    ["note > '30'", true],
    ["other > '30'", true],
  ])('%s is %j although all are texts', (text, value) => {
    expect(juelValue(`\${${text}}`, values, declared)).toBe(value)
  })

  test('without a declaration two texts are compared as texts', () => {
    expect(juelValue('${amount > limit}', values)).toBe(false)
  })

  test('what is no number stays what it is', () => {
    expect(juelValue("${amount == 'much'}", { amount: 'much' }, declared)).toBe(true)
    expect(juelValue('${empty amount}', { amount: null }, declared)).toBe(true)
  })
})

describe('conditions', () => {
  const condition = (text: string) => () => juelCondition(compileJuel(text).expression!, scope)

  test.each([
    ['${one == 1}', true],
    ['#{yes}', true],
    ['${no}', false],
    ['${map.a == 2}', false],
  ])('%s is %j', (text, value) => expect(condition(text)()).toBe(value))

  test.each(['${nothing}', '${truthy}', '${one}', '${map.missing}', '${list}', 'true', ' ${yes}', ''])(
    '%j is neither true nor false, and an error',
    text => expect(condition(text)).toThrow(expect.objectContaining({ code: 'juel.not_boolean', status: 422 })),
  )

  test('a variable that does not exist is an error', () => {
    expect(condition('${missing}')).toThrow(expect.objectContaining({ code: 'juel.unknown_variable' }))
  })
})
