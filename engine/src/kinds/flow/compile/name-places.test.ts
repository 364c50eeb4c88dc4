import { expect, test } from 'vitest'
import { namePlacesIn } from './name-places.ts'

const flow = `<?xml version="1.0"?>
<!-- <task id="ask"><jw:input value="=record.amount" /></task> -->
<b:process id="p" name="amount">
  <b:userTask id="ask" jw:form='edit'>
    <b:extensionElements>
      <jw:approver type="field" field="owner" /><jw:assignment field="owner" />
      <jw:input name="amount" value="=record.amount &gt; 5 and &quot;amount&quot; != record.amount" />
      <jw:input name="twice" value="=record.days" /><jw:input name="again" value="= record.days " />
    </b:extensionElements>
  </b:userTask>
  <b:sequenceFlow id="f"><b:conditionExpression><![CDATA[=record.amount < 7]]></b:conditionExpression></b:sequenceFlow>
  <b:sequenceFlow id="g"><b:conditionExpression>
    record.amount &lt; 7 </b:conditionExpression></b:sequenceFlow>
  <b:businessRuleTask id="rate" jw:binding="as-of valid_to" />
  <b:businessRuleTask id="rate2" jw:binding="as-of = date(record.signed)" />
</b:process>`
const places = namePlacesIn(flow)

const written = (found: readonly { from: number; to: number }[]): string[] =>
  found.map(({ from, to }) => `${flow.slice(from - 1, from)}${flow.slice(from, to)}${flow.slice(to, to + 1)}`)

/** Places of `name` in an expression, by its own offsets. */
function inExpression(id: string, feel: string, name: string) {
  const from = feel.lastIndexOf(name)
  return places.expression(id, feel, from, from + name.length)
}

test('a name in an attribute is found in the element and in what it contains, but not beside it', () => {
  expect(written(places.attribute('ask', 'userTask@form', 'edit'))).toEqual(["'edit'"])
  expect(written(places.attribute('ask', 'approver@field', 'owner'))).toEqual(['"owner"'])
  expect(places.attribute('f', 'approver@field', 'owner')).toEqual([])
  expect(places.attribute('ask', 'userTask@form', 'other')).toEqual([])
})

test('the letters of an expression are counted without the escapes of XML', () => {
  const feel = 'record.amount > 5 and "amount" != record.amount'

  expect(written(inExpression('ask', feel, 'amount'))).toEqual(['.amount"'])
  expect(written(places.expression('ask', feel, 7, 13))).toEqual(['.amount '])
})

test('an expression that stands twice in an element has two places', () => {
  expect(written(inExpression('ask', 'record.days', 'days'))).toEqual(['.days"', '.days '])
})

test('conditions are found in CDATA, and without the equals sign', () => {
  expect(written(inExpression('f', 'record.amount < 7', 'amount'))).toEqual(['.amount '])
  expect(written(inExpression('g', 'record.amount < 7', 'amount'))).toEqual(['.amount '])
})

test('the day of a binding is a field or an expression', () => {
  expect(written(inExpression('rate', 'record.valid_to', 'valid_to'))).toEqual([' valid_to"'])
  expect(written(inExpression('rate2', 'date(record.signed)', 'signed'))).toEqual(['.signed)'])
})

test('names and comments that only look like an expression are left alone', () => {
  expect(places.expression('p', 'amount', 0, 6)).toEqual([])
  expect(inExpression('ask', 'record.amount', 'amount')).toEqual([])
})
