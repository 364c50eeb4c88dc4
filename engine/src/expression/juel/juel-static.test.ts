import { describe, expect, test } from 'vitest'
import { compileJuel } from './compile-juel.ts'

describe('what is known before anything runs', () => {
  test.each([
    ['a', 'any'],
    ['null', 'any'],
    ['a == 1', 'boolean'],
    ['a < 1', 'boolean'],
    ['a && b', 'boolean'],
    ['!a', 'boolean'],
    ['empty a', 'boolean'],
    ['true', 'boolean'],
    ['a + 1', 'number'],
    ['-a', 'number'],
    ['1', 'number'],
    ["'a'", 'string'],
    ['a ? 1 : 2', 'number'],
    ["a ? 1 : 'b'", 'any'],
    ['a.b', 'any'],
    ['a.size()', 'number'],
    ['a.isEmpty()', 'boolean'],
    ['a.contains(b)', 'boolean'],
    ['a.trim()', 'string'],
    ['a.get(0)', 'any'],
    ['vars:eq(a, 1)', 'boolean'],
    ["execution.hasVariable('a')", 'boolean'],
    ['declared', 'number'],
    ['order.total', 'number'],
    ['order.lines[0].name', 'string'],
    ['order.unknown', 'any'],
  ])('%s is of type %s', (text, type) => {
    const scope = {
      declared: 'number',
      order: { context: { total: 'number', lines: { list: { context: { name: 'string' } } } } },
    } as const
    expect(compileJuel(`\${${text}}`, { scope }).expression!.type).toBe(type)
  })

  test('a text with something around an expression is text', () => {
    expect(compileJuel('${1} ').expression!.type).toBe('string')
    expect(compileJuel('').expression!.type).toBe('string')
  })

  test.each<[string, string[][]]>([
    ['${a}', [['a']]],
    ['${a.b.c}', [['a', 'b', 'c']]],
    ["${a['b'].c}", [['a', 'b', 'c']]],
    ['${a[0].c}', [['a']]],
    ['${a[b].c}', [['a'], ['b']]],
    ['${a.b.size()}', [['a', 'b']]],
    ['${a.b == a.b}', [['a', 'b']]],
    ['${a ? b : c}', [['a'], ['b'], ['c']]],
    ['${a} and ${b.c}', [['a'], ['b', 'c']]],
    ["${execution.getVariable('a')}", [['a']]],
    ["${execution.hasVariable('a')}", [['a']]],
    ['${execution.id}', [['execution', 'id']]],
    ['${execution.getProcessInstanceId()}', [['execution', 'processInstanceId']]],
    ['${execution.variables.a}', [['a']]],
    ["${variables.get('a')}", [['a']]],
    ['${vars:get(a)}', [['a']]],
    ["${vars:get('a')}", [['a']]],
    ['${now()}', [['now']]],
    ['${1 + 2}', []],
  ])('%s reads %j', (text, paths) => {
    const { expression } = compileJuel(text)
    expect(expression!.paths).toEqual(paths)
    expect(expression!.readsAnyVariable).toBe(false)
  })

  test.each(['${execution.getVariable(a)}', "${variables.get('a'.concat(b))}", '${vars:get(a.b)}'])(
    '%s may read any variable',
    text => expect(compileJuel(text).expression!.readsAnyVariable).toBe(true),
  )
})
