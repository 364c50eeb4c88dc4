import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { methodNames } from './calls/method-step.ts'
import { variableFunctionNames } from './calls/variable-functions.ts'
import { juelErrorCode, juelValue } from './fixtures/evaluate-juel.ts'

const scope = {
  amount: 5,
  text: 'Hello World',
  fiveText: '5',
  list: [1, 'a', true, null, { k: 1 }, [2]],
  names: ['ann', 'bob'],
  map: { a: 1, n: null, 'x y': 2 },
  yes: true,
  nothing: null,
  blank: '',
  none: [],
  key: 'amount',
  now: '2026-01-31T18:00:00.000Z',
  execution: {
    id: 'e1',
    processInstanceId: 'p1',
    processBusinessKey: 'B-7',
    businessKey: 'B-7',
    currentActivityId: 'approve',
  },
  loopCounter: 2,
  nrOfInstances: 5,
  nrOfCompletedInstances: 3,
}

const outcome = (text: string) => juelErrorCode(`\${${text}}`, scope) ?? juelValue(`\${${text}}`, scope)

const check = (rows: [string, unknown][]) =>
  test.each(rows)('%s is %j', (text, value) => expect(outcome(text)).toEqual(value))

describe('the execution', () => {
  check([
    ["execution.getVariable('amount')", 5],
    ['execution.getVariable(key)', 5],
    ["execution.getVariable('missing')", null],
    ["execution.getVariable('nothing')", null],
    ["execution.getVariable('amount') + 1", 6],
    ["execution.getVariable('map').a", 1],
    ["execution.hasVariable('amount')", true],
    ["execution.hasVariable('nothing')", true],
    ["execution.hasVariable('missing')", false],
    ["!execution.hasVariable('missing') || missing", true],
    ["task.getVariable('amount')", 5],
    ["task.hasVariable('missing')", false],
    ['execution.id', 'e1'],
    ['execution.processInstanceId', 'p1'],
    ['execution.processBusinessKey', 'B-7'],
    ['execution.businessKey', 'B-7'],
    ['execution.currentActivityId', 'approve'],
    ["execution['id']", 'e1'],
    ['execution.tenantId', null],
    ['execution.getId()', 'e1'],
    ['execution.getProcessBusinessKey()', 'B-7'],
    ['execution.getProcessInstanceId().length()', 2],
    ['execution.variables.amount', 5],
    ["execution.variables['amount']", 5],
    ["execution.variables.get('amount')", 5],
    ["execution.variables.containsKey('missing')", false],
    ['execution.variables[key]', 5],
    ["variables.get('amount')", 5],
    ["variables.get('missing')", null],
    ["variables.containsKey('amount')", true],
    ['loopCounter == 2', true],
    ['nrOfCompletedInstances / nrOfInstances >= 0.6', true],
  ])

  test('an execution that is not there is an error', () => {
    expect(juelErrorCode('${execution.id}')).toBe('juel.unknown_variable')
  })
})

describe('methods of texts', () => {
  check([
    ['text.length()', 11],
    ['text.isEmpty()', false],
    ['blank.isEmpty()', true],
    ["text.contains('World')", true],
    ["text.contains('world')", false],
    ['fiveText.contains(5)', true],
    ["text.equals('Hello World')", true],
    ['fiveText.equals(5)', false],
    ['text.equals(nothing)', false],
    ["text.equalsIgnoreCase('HELLO WORLD')", true],
    ['text.equalsIgnoreCase(nothing)', false],
    ["text.startsWith('Hello')", true],
    ["text.endsWith('World')", true],
    ["text.indexOf('o')", 4],
    ["text.indexOf('z')", -1],
    ['text.toLowerCase()', 'hello world'],
    ['text.toUpperCase()', 'HELLO WORLD'],
    ["' a '.trim()", 'a'],
    ['text.substring(6)', 'World'],
    ['text.substring(0, 5)', 'Hello'],
    ['text.substring(11)', ''],
    ['text.substring(12)', 'juel.out_of_range'],
    ['text.substring(3, 2)', 'juel.out_of_range'],
    ['text.substring(-1)', 'juel.out_of_range'],
    ['text.charAt(0)', 'H'],
    ['text.charAt(11)', 'juel.out_of_range'],
    ["text.concat('!')", 'Hello World!'],
    ['text.toString()', 'Hello World'],
    ['text.toLowerCase().contains(text)', false],
    ["text['length']()", 11],
    ['text.size()', 'juel.no_such_method'],
    ['text.get(0)', 'juel.no_such_method'],
  ])
})

describe('methods of lists and objects', () => {
  check([
    ['list.size()', 6],
    ['none.isEmpty()', true],
    ['list.contains(1)', true],
    ["list.contains('1')", false],
    ['list.contains(nothing)', true],
    ['list.contains(list[4])', true],
    ["names.contains('bob')", true],
    ["names.indexOf('bob')", 1],
    ["names.indexOf('eve')", -1],
    ['names.get(1)', 'bob'],
    ['list.get(3)', null],
    ['list.get(6)', 'juel.out_of_range'],
    ['list.get(-1)', 'juel.out_of_range'],
    ['names.toString()', '[ann, bob]'],
    ['names.equals(names)', true],
    ['list.length()', 'juel.no_such_method'],
    ['map.size()', 3],
    ['map.isEmpty()', false],
    ["map.get('a')", 1],
    ["map.get('missing')", null],
    ["map.containsKey('n')", true],
    ["map.containsKey('missing')", false],
    ["map.getOrDefault('missing', 7)", 7],
    ["map.getOrDefault('a', 7)", 1],
    ['map.equals(list)', false],
    ['map.toString()', '{a=1, n=null, x y=2}'],
  ])
})

describe('methods of numbers and booleans', () => {
  check([
    ['amount.equals(5)', true],
    ["amount.equals('5')", false],
    ['amount.toString()', '5'],
    ['(amount / 2).toString()', '2.5'],
    ['(amount / 2).intValue()', 2],
    ['(amount / 2).doubleValue()', 2.5],
    ['amount.longValue()', 5],
    ['yes.equals(true)', true],
    ['yes.booleanValue()', true],
    ['yes.toString()', 'true'],
    ['amount.length()', 'juel.no_such_method'],
    ['nothing.toString()', 'juel.no_such_method'],
    ["nothing.equals('a')", 'juel.no_such_method'],
    ['missing.size()', 'juel.unknown_variable'],
  ])
})

describe('the present', () => {
  check([
    ['now()', '2026-01-31T18:00:00.000Z'],
    ['dateTime()', '2026-01-31T18:00:00.000Z'],
    ['dateTime().plusDays(3).toDate()', '2026-02-03T18:00:00Z'],
    ['dateTime().plusWeeks(1)', '2026-02-07T18:00:00Z'],
    ['dateTime().minusHours(2)', '2026-01-31T16:00:00Z'],
    ['dateTime().plusMinutes(amount).plusSeconds(1)', '2026-01-31T18:05:01Z'],
    ['dateTime().plusYears(1)', '2027-01-31T18:00:00Z'],
    // In the business's zone it is 1 February already: a month later is 1 March there.
    ['dateTime().plusMonths(1)', '2026-02-28T18:00:00Z'],
    ['dateTime().plusMonths(2).toDate()', '2026-03-31T18:00:00Z'],
    ['dateTime().plusDays(1e15)', 'juel.out_of_range'],
    ['dateTime().plusYears(999999)', 'juel.out_of_range'],
    ['text.plusDays(1)', 'juel.not_convertible'],
    ['text.toDate()', 'juel.not_convertible'],
  ])

  test('without a clock in the scope there is no present', () => {
    expect(juelErrorCode('${now()}')).toBe('juel.unknown_variable')
  })
})

describe("Flowable's functions over variables", () => {
  check([
    ['variables:get(amount)', 5],
    ["variables:get('amount')", 5],
    ['vars:get(missing)', null],
    ["var:get(key.concat(''))", 5],
    ['vars:getOrDefault(missing, 7)', 7],
    ['vars:getOrDefault(nothing, 7)', 7],
    ['vars:getOrDefault(amount, 7)', 5],
    ['vars:getOrDefaultIfNotExist(nothing, 7)', null],
    ['vars:getOrDefaultIfNotExist(missing, 7)', 7],
    ['vars:exists(amount)', true],
    ['vars:exists(nothing)', false],
    ['vars:exist(missing)', false],
    ['variables:equals(amount, 5)', true],
    ['vars:eq(amount, 5.0)', true],
    ['vars:eq(amount, 6)', false],
    ['vars:eq(fiveText, 5)', false],
    ['vars:eq(missing, null)', true],
    ['vars:eq(missing, 5)', false],
    ['vars:notEquals(amount, 5)', false],
    ['vars:ne(missing, 5)', true],
    ['vars:contains(text, "Hello")', true],
    ['vars:contains(text, "Hello", "World")', true],
    ['vars:contains(text, "Hello", "x")', false],
    ['vars:contains(names, "ann")', true],
    ['vars:contains(list, 1, true)', true],
    ['vars:contains(missing, 1)', false],
    ['vars:contains(amount, 5)', false],
    ['vars:contains(text, nothing)', false],
    ['vars:containsAny(text, "x", "World")', true],
    ['vars:containsAny(names, "eve", "zoe")', false],
    ['vars:isEmpty(missing)', true],
    ['vars:empty(blank)', true],
    ['vars:empty(none)', true],
    ['vars:empty(amount)', false],
    ['vars:empty(map)', false],
    ['vars:isNotEmpty(names)', true],
    ['vars:notEmpty(blank)', false],
    ['vars:lt(amount, 6)', true],
    ['vars:lowerThan(amount, 5)', false],
    ['vars:lessThan(amount, 6)', true],
    ['vars:lte(amount, 5)', true],
    ['vars:lowerThanOrEquals(amount, 4)', false],
    ['vars:gt(amount, 4)', true],
    ['vars:greaterThan(amount, 5)', false],
    ['vars:gte(amount, 5)', true],
    ['vars:greaterThanOrEquals(amount, 6)', false],
    ['vars:lt(missing, 5)', false],
    ['vars:gte(missing, 5)', false],
    ['vars:gt(fiveText, "30")', true],
    ['vars:gt(fiveText, 3)', 'juel.not_comparable'],
    ['vars:eq(amount, 5) && vars:lt(amount, 9)', true],
    ['yes ? vars:get(amount) : 0', 5],
  ])
})

test('the README of expressions names every method and function', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

  expect([...methodNames, ...variableFunctionNames].filter(name => !readme.includes(`\`${name}\``))).toEqual([])
})
