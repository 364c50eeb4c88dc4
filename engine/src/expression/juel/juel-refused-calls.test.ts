import { describe, expect, test } from 'vitest'
import { compileJuel } from './compile-juel.ts'
import { juelFaults } from './fixtures/evaluate-juel.ts'

describe('calls that run code are faults that name them', () => {
  test.each([
    ['${bean.decide(execution)}', 'juel.call_unsupported 2+22', '`bean.decide(execution)`'],
    ['${amount > 5 && bean.ok()}', 'juel.call_unsupported 16+9', '`bean.ok()`'],
    ["${execution.setVariable('a', 1)}", 'juel.call_unsupported 2+29', 'execution.setVariable'],
    ["${execution.getVariableLocal('a')}", 'juel.call_unsupported 2+31', 'getVariableLocal'],
    ['${execution.getEngineServices()}', 'juel.call_unsupported 2+29', 'getEngineServices'],
    ['${execution.variables}', 'juel.call_unsupported 2+19', 'execution.variables'],
    ["${S(json).prop('a')}", 'juel.call_unsupported 2+7', '`S(json)`'],
    ["${json.prop('a').stringValue()}", 'juel.call_unsupported 2+14', 'json.prop'],
    ['${currentUser()}', 'juel.call_unsupported 2+13', '`currentUser()`'],
    ['${date:format(a)}', 'juel.call_unsupported 2+14', 'date:format'],
    ['${vars:base64(a)}', 'juel.call_unsupported 2+14', 'vars:base64'],
    ["${list.add('x')}", 'juel.call_unsupported 2+13', 'list.add'],
    ["${a['get'.concat('x')]()}", 'juel.call_unsupported 2+22', 'a['],
    ["${''.getClass()}", 'juel.call_unsupported 2+13', 'getClass'],
    ['${T(java.lang.Runtime)}', 'juel.call_unsupported 2+20', 'T('],
    ['#{service.run(a, b.c, 1)} ', 'juel.call_unsupported 2+22', 'service.run'],
  ])('%s', (text, fault, named) => {
    const { faults } = compileJuel(text)
    expect(juelFaults(text)[0]).toBe(fault)
    expect(faults[0]!.message).toContain(named)
    expect(faults[0]!.message).toContain('registered function')
  })

  test('all of them are told, in the order of the text', () => {
    expect(juelFaults('${a.run() && b.run()} ${c:d(1)}')).toEqual([
      'juel.call_unsupported 2+7',
      'juel.call_unsupported 13+7',
      'juel.call_unsupported 24+6',
    ])
  })

  test.each([
    ['${a.size(1)}', 'expression.arguments 2+9'],
    ['${a.contains()}', 'expression.arguments 2+12'],
    ['${a.substring(1, 2, 3)}', 'expression.arguments 2+20'],
    ['${now(1)}', 'expression.arguments 2+6'],
    ['${vars:eq(a)}', 'expression.arguments 2+10'],
    ['${vars:get()}', 'expression.arguments 2+10'],
    ["${execution.getVariable('a', 'b')}", 'expression.arguments 2+31'],
    ['${execution.hasVariable()}', 'expression.arguments 2+23'],
  ])('%s has the wrong number of arguments', (text, fault) => {
    expect(juelFaults(text)).toEqual([fault])
  })

  test('an entry that an execution has not is told with the one that was meant', () => {
    const [fault] = compileJuel('${execution.processInstanceID}').faults

    expect(fault).toMatchObject({ code: 'expression.unknown_name', offset: 12, nearest: 'processInstanceId' })
  })
})
