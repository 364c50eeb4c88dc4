import { describe, expect, test } from 'vitest'
import { ExpressionLimitExceeded, expressionLimits } from '../expression-limits.ts'
import { compileJuel } from './compile-juel.ts'
import { juelErrorCode, juelFaults, juelValue } from './fixtures/evaluate-juel.ts'

describe('nothing of the host can be reached', () => {
  const host = {
    text: 'abc',
    number: 1,
    list: [1],
    map: { a: 1 },
    date: new Date(0),
    pattern: /a/,
    run: () => 'ran',
    made: new (class Made {
      secret = 'hidden'
      get got() {
        return 'hidden'
      }
    })(),
    bare: Object.assign(Object.create(null) as object, { a: 1 }),
    inheriting: Object.create({ inherited: 1 }) as object,
    getter: Object.defineProperty({}, 'a', { get: () => 'got', enumerable: true }),
    listWithMore: Object.assign([1], { more: 2 }),
  }

  test.each<[string, unknown]>([
    ['constructor', 'juel.unknown_variable'],
    ['__proto__', 'juel.unknown_variable'],
    ['toString', 'juel.unknown_variable'],
    ['hasOwnProperty', 'juel.unknown_variable'],
    ['globalThis', 'juel.unknown_variable'],
    ['process', 'juel.unknown_variable'],
    ["execution.getVariable('constructor')", null],
    ["execution.hasVariable('__proto__')", false],
    ["variables.get('toString')", null],
    ['vars:get(constructor)', null],
    ['map.constructor', null],
    ['map.__proto__', null],
    ["map['__proto__']", null],
    ["map['constructor']['constructor']", null],
    ['map.toString', null],
    ['map.hasOwnProperty', null],
    ["map.containsKey('toString')", false],
    ["map.getOrDefault('constructor', 1)", 1],
    ["map.get('__proto__')", null],
    ['list.constructor', 'juel.not_convertible'],
    ["list['constructor']", 'juel.not_convertible'],
    ["list['__proto__']", 'juel.not_convertible'],
    ["list['length']", 'juel.not_convertible'],
    ["list['1e0']", 'juel.not_convertible'],
    ['listWithMore.more', 'juel.not_convertible'],
    ["''.constructor", 'juel.unknown_property'],
    ["text['constructor']", 'juel.unknown_property'],
    ['text.__proto__', 'juel.unknown_property'],
    ['number.constructor', 'juel.unknown_property'],
    ['(1).constructor', 'juel.unknown_property'],
    ['true.constructor', 'juel.unknown_property'],
    ['run.constructor', 'juel.unknown_property'],
    ['run.name', 'juel.unknown_property'],
    ['date.constructor', 'juel.unknown_property'],
    ['pattern.source', 'juel.unknown_property'],
    ['made.secret', 'juel.unknown_property'],
    ['made.got', 'juel.unknown_property'],
    ['inheriting.inherited', 'juel.unknown_property'],
    ['bare.a', 1],
    ['bare.constructor', null],
    ['getter.a', null],
    ['getter.toString()', '{a=null}'],
    ['made.toString()', 'juel.no_such_method'],
    ['run.toString()', 'juel.no_such_method'],
    ["run + ''", 'juel.not_convertible'],
    ["date == ''", 'juel.not_convertible'],
    ['made < 1', 'juel.not_convertible'],
    ['!run', 'juel.not_convertible'],
  ])('%s: %j', (text, result) => {
    expect(juelErrorCode(`\${${text}}`, host) ?? juelValue(`\${${text}}`, host)).toEqual(result)
  })

  test.each([
    'map.hasOwnProperty("a")',
    'text.valueOf()',
    'text.__defineGetter__("a", 1)',
    'run.call()',
    'run.apply(1)',
    'run()',
  ])('%s is no call that is known', text => expect(juelFaults(`\${${text}}`)[0]).toMatch(/^juel\.call_unsupported/))

  test('an entry that is really called __proto__ is only an entry', () => {
    const map = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as unknown

    expect(juelValue('${map.__proto__.a + map.constructor}', { map })).toBe(3)
  })

  test('a toString of a value is never called', () => {
    const map = { toString: () => 'tricked', valueOf: () => 5 }

    expect(juelErrorCode('>${map}<', { map })).toBe('juel.not_convertible')
    expect(juelErrorCode('${map + 1}', { map })).toBe('juel.not_convertible')
    expect(juelErrorCode("${map == '5'}", { map })).toBe('juel.not_convertible')
  })
})

describe('no text and no value holds the node', () => {
  test.each([
    ['too long', `\${${' '.repeat(expressionLimits.textLength)}1}`, 'expression.too_long'],
    ['too deep in brackets', `\${${'('.repeat(65)}1${')'.repeat(65)}}`, 'expression.too_deep'],
    ['too deep in signs', `\${${'!'.repeat(9000)}true}`, 'expression.too_deep'],
    ['too deep in choices', `\${${'true ? 1 : '.repeat(65)}1}`, 'expression.too_deep'],
    ['too deep in entries', `\${${'a['.repeat(65)}0${']'.repeat(65)}}`, 'expression.too_deep'],
    ['too deep in calls', `\${${'a.get('.repeat(65)}0${')'.repeat(65)}}`, 'expression.too_deep'],
    ['too deep and not closed', `\${${'('.repeat(9000)}}`, 'expression.too_deep'],
  ])('%s is refused', (_, text, code) => {
    expect(compileJuel(text).faults.map(fault => fault.code)).toEqual([code])
  })

  test.each<[string, string, unknown]>([
    ['a long sum', `\${${'1 + '.repeat(2_400)}1}`, 2401],
    ['a long condition', `\${${'yes && '.repeat(1_400)}yes}`, true],
    ['a long path', `\${map${'.a'.repeat(4_900)}}`, null],
    ['many expressions', '${1}'.repeat(2_400), '1'.repeat(2_400)],
    ['remainders at the ends of the range', `\${${'1e6144 / 7 % 3e-6000 * 0 + '.repeat(350)}1}`, 1],
    ['just not too deep', `\${${'('.repeat(60)}1${')'.repeat(60)}}`, 1],
  ])('%s is worked through within a second', (_, text, value) => {
    const before = process.cpuUsage()

    expect(juelValue(text, { yes: true, map: {} })).toEqual(value)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(1000)
  })

  const doubled = (levels: number) => {
    let value: unknown = [1]
    for (let i = 0; i < levels; i++) value = [value, value]
    return value
  }
  const deep = (levels: number) => {
    let value: unknown = 1
    for (let i = 0; i < levels; i++) value = { a: value }
    return value
  }
  const round: unknown[] = []
  round.push(round)
  const huge = 'a'.repeat(900_000)

  test.each<[string, string, Record<string, unknown>]>([
    ['a value that doubles, as text', '>${a}', { a: doubled(40) }],
    ['values that double, compared', '${a == b}', { a: doubled(40), b: doubled(40) }],
    ['a value that is deep', '>${a}', { a: deep(70) }],
    ['values that are deep', '${a == b}', { a: deep(70), b: deep(70) }],
    ['a value that holds itself', '>${a}', { a: round }],
    ['a text that grows', '${a}${a}', { a: huge }],
    ['a text that grows by a method', '${a.concat(a)}', { a: huge }],
    [
      'many searches in a huge text',
      `\${${'a.contains(b) || '.repeat(500)}false}`,
      { a: huge, b: `${'a'.repeat(450_000)}b` },
    ],
    [
      'many walks through a list',
      `\${${'a.contains(1) || '.repeat(500)}false}`,
      { a: Array.from({ length: 90_000 }).fill(0) },
    ],
  ])('%s ends with a limit', (_, text, values) => {
    expect(() => juelValue(text, values)).toThrow(ExpressionLimitExceeded)
  })

  test('an evaluation ends when its time is over, on the clock of the caller', () => {
    const { expression } = compileJuel(`\${${'a + '.repeat(2_000)}1}`)
    let asked = 0

    expect(() => expression!.evaluate({ a: 1 }, { now: () => (asked += 10), until: 50 })).toThrow(
      'not done in the time',
    )
    expect(expression!.evaluate({ a: 1 }, { now: () => 0, until: 50 })).toBe(2001)
  })
})
