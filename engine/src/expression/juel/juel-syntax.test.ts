import { describe, expect, test } from 'vitest'
import { compileJuel } from './compile-juel.ts'
import { juelFaults, juelValue } from './fixtures/evaluate-juel.ts'

describe('the text around expressions', () => {
  test.each<[string, unknown]>([
    ['', ''],
    ['plain', 'plain'],
    ['${5}', 5],
    ['#{5}', 5],
    [' ${5}', ' 5'],
    ['${5} ', '5 '],
    ['Hello ${name}!', 'Hello Li!'],
    ['#{name}, #{name}', 'Li, Li'],
    ['${name}${name}', 'LiLi'],
    ['<${nothing}>', '<>'],
    ['${1}${nothing}${true}', '1true'],
    ['a $ b # c { d }', 'a $ b # c { d }'],
    ['$', '$'],
    ['$$', '$$'],
    ['$${5}', '$5'],
    ['}', '}'],
    ['${5}}', '5}'],
    ['\\${name}', '${name}'],
    ['\\#{name}', '#{name}'],
    ['\\${name} ${name}', '${name} Li'],
    ['\\\\${name}', '\\${name}'],
    ['a\\b', 'a\\b'],
    ['a\\\\b', 'a\\\\b'],
    ['\\', '\\'],
    ['\\$x', '\\$x'],
    ["${'}'}", '}'],
    ["${'${'}", '${'],
    ['${ \t\n5\r\n}', 5],
    ['中文 ${name} 浙江🎉', '中文 Li 浙江🎉'],
  ])('%j gives %j', (text, value) => {
    expect(juelValue(text, { name: 'Li', nothing: null })).toEqual(value)
  })
})

describe('literals', () => {
  test.each<[string, unknown]>([
    ['0', 0],
    ['007', 7],
    ['42', 42],
    ['1.5', 1.5],
    ['1.', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1.5e-2', 0.015],
    ['.5e1', 5],
    ['true', true],
    ['false', false],
    ['null', null],
    ["''", ''],
    ["'a'", 'a'],
    ['"a"', 'a'],
    [`"it's"`, "it's"],
    [`'say "hi"'`, 'say "hi"'],
    [String.raw`'it\'s'`, "it's"],
    [String.raw`"a\"b"`, 'a"b'],
    [String.raw`'a\\b'`, String.raw`a\b`],
    [String.raw`'\\\\'`, String.raw`\\`],
    ["'浙江🎉'", '浙江🎉'],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567.89', '12345678901234567.89'],
  ])('%s is %j', (text, value) => {
    expect(juelValue(`\${${text}}`)).toEqual(value)
  })
})

describe('names', () => {
  test.each([
    'a',
    'A1',
    '_',
    '_a',
    '$',
    '$a',
    'a$b',
    '金额',
    'größe',
    'ａ',
    'nulls',
    'trueish',
    'equal',
    'andy',
    'orders',
  ])('%s is a variable', name => expect(juelValue(`\${${name}}`, { [name]: 'here' })).toBe('here'))

  test.each(['and', 'or', 'not', 'eq', 'ne', 'lt', 'gt', 'le', 'ge', 'div', 'mod', 'empty', 'instanceof'])(
    'the reserved word %s is none',
    word => {
      expect(juelFaults(`\${${word}}`)[0]).toMatch(/^expression\.syntax/)
      expect(juelFaults(`\${a.${word}}`)).toEqual([`expression.syntax 4+${word.length}`])
      expect(juelValue(`\${a['${word}']}`, { a: { [word]: 1 } })).toBe(1)
    },
  )
})

describe('what binds stronger', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['100 / 10 / 5', 2],
    ['7 % 4 % 2', 1],
    ['2 * 3 % 4', 2],
    ['1 + 2 - 3 + 4', 4],
    ['- 2 + 3', 1],
    ['-2 * -3', 6],
    ['--2', 2],
    ['1 - -1', 2],
    ['1 < 2 == true', true],
    ['true == 1 < 2', true],
    ['1 + 1 < 3', true],
    ['!true || true', true],
    ['!(true || true)', false],
    ['not true or true', true],
    ['!!true', true],
    ['not not true', true],
    ['true || false && false', true],
    ['(true || false) && false', false],
    ['false && true || true', true],
    ['1 == 1 && 2 == 2', true],
    ['1 eq 1 and 2 ne 3', true],
    ['1 lt 2 and 2 le 2 and 3 gt 2 and 3 ge 3', true],
    ['7 div 2', 3.5],
    ['7 mod 2', 1],
    ['empty null && true', true],
    ['!empty null', false],
    ['not empty null', false],
    ['empty !true', false],
    ['- empty.length()', 'fault'],
    ['true ? 1 : 2', 1],
    ['false ? 1 : 2', 2],
    ['false ? 1 : false ? 2 : 3', 3],
    ['true ? false ? 1 : 2 : 3', 2],
    ['1 > 2 ? "a" : "b"', 'b'],
    ['1 + (true ? 1 : 2)', 2],
    ['true ? 1 + 1 : 2', 2],
    ['true ? a : b', 1],
    ['true?a:b', 1],
    ['false ? a : (b)', 2],
    ['false ? a : empty (b)', false],
    ['false ? a : not (b)', 'error'],
    ['-a', -1],
    ['-o.a', -3],
    ['!o.yes', false],
    ['o.a + o.a', 6],
    ['o.list[0] + 1', 11],
    ['o.list[o.list[1] - 20]', 10],
    ["o['list'][1]", 20],
    ["o['a'] == o.a", true],
    ["'abc'.length() + 1", 4],
    ['(o).a', 3],
    ['(o.list)[1]', 20],
  ])('%s is %j', (text, value) => {
    const scope = { a: 1, b: 2, o: { a: 3, yes: true, list: [10, 20] } }
    const run = () => juelValue(`\${${text}}`, scope)
    if (value === 'fault') expect(run).toThrow('expression.syntax')
    else if (value === 'error') expect(run).toThrow("can't be read as a boolean")
    else expect(run()).toEqual(value)
  })
})

describe('what is no JUEL is told with its place', () => {
  test.each<[string, string]>([
    ['${', 'expression.syntax 2+0'],
    ['${}', 'expression.syntax 2+1'],
    ['${ }', 'expression.syntax 3+1'],
    ['${a', 'expression.syntax 3+0'],
    ['${a b}', 'expression.syntax 4+1'],
    ['${a +}', 'expression.syntax 5+1'],
    ['${+ a}', 'expression.syntax 2+1'],
    ['${(a}', 'expression.syntax 4+1'],
    ['${a)}', 'expression.syntax 3+1'],
    ['${a[1}', 'expression.syntax 5+1'],
    ['${a[]}', 'expression.syntax 4+1'],
    ['${a.}', 'expression.syntax 4+1'],
    ['${a.1}', 'expression.syntax 3+2'],
    ['${.a}', 'expression.syntax 2+1'],
    ['${a = 1}', 'expression.syntax 4+1'],
    ['${a === 1}', 'expression.syntax 6+1'],
    ['${a & b}', 'expression.syntax 4+1'],
    ['${a | b}', 'expression.syntax 4+1'],
    ['${a ! b}', 'expression.syntax 4+1'],
    ['${a ? b}', 'expression.syntax 7+1'],
    ['${a ? b :}', 'expression.syntax 9+1'],
    ['${a : b}', 'expression.syntax 4+1'],
    ['${a; b}', 'expression.syntax 3+1'],
    ['${a, b}', 'expression.syntax 3+1'],
    ["${'a}", 'expression.syntax 2+3'],
    ["${'a\\n'}", 'expression.syntax 4+2'],
    ["${'a\\", 'expression.syntax 4+1'],
    ['${${a}}', 'expression.syntax 2+1'],
    ['${{a}}', 'expression.syntax 2+1'],
    ['${a“}', 'expression.syntax 3+1'],
    ['${a，b}', 'expression.syntax 3+1'],
    ['${🎉}', 'expression.syntax 2+2'],
    ['${a instanceof b}', 'expression.syntax 4+10'],
    ['${a} #{b}', 'expression.syntax 5+2'],
    ['ok ${a} ${b +}', 'expression.syntax 13+1'],
    ['${f(1,)}', 'expression.syntax 6+1'],
    ['${f(1 2)}', 'expression.syntax 6+1'],
    ['${[1, 2]}', 'expression.syntax 2+1'],
    ['${a -> b}', 'expression.syntax 5+1'],
    ['${a += b}', 'expression.syntax 5+1'],
    ['${1e9999999}', 'expression.syntax 2+9'],
    ['${1e7000}', 'expression.syntax 2+6'],
  ])('%s: %s', (text, fault) => {
    expect(juelFaults(text)).toEqual([fault])
  })

  test.each([
    ['${a = 1}', '`==`'],
    ['${a & b}', '`&&`'],
    ['${a | b}', '`||`'],
    ['${${a}}', 'one pair of braces'],
    ['${a，b}', 'half-width'],
    ['${a.empty}', "['empty']"],
    ['${a} #{b}', '`${` here too'],
    ['${a', '`}`'],
    ['${(a}', '`)`'],
  ])('the message of %s says what to do: %s', (text, hint) => {
    expect(compileJuel(text).faults[0]!.message).toContain(hint)
  })
})
