import { expect, test } from 'vitest'
import { END, RECORD_START, START, approval, compileText, flowText, flows } from './fixtures/compiled.ts'

const RULES =
  '<businessRuleTask id="rules" jw:ruleSet="authority" jw:resultVariable="authority"><extensionElements><jw:input name="amount" value="=record.amount"/></extensionElements></businessRuleTask>'
const THROUGH = flows('start > a > end')

test('a whole flow compiles to a graph that knows its subject', async () => {
  const { graph, diagnostics } = await compileText(
    flowText(`${RECORD_START}${RULES}<exclusiveGateway id="g" default="g_end"/>${approval('a', '<jw:approver type="unit_head" unitType="area"/>')}${END}
      ${flows('start > rules > g > a > end, g > end', { g_a: 'authority.level >= 1' })}`),
  )

  expect(diagnostics).toEqual([])
  expect(graph).toMatchObject({ name: 'sample', subject: 'contract', starts: [{ id: 'start' }] })
  expect(graph!.elements.g).toMatchObject({ incoming: ['rules_g'], outgoing: ['g_a', 'g_end'], defaultFlow: 'g_end' })
  expect(graph!.elements.rules!.reads).toEqual({ record: true, starter: false })
})

const task = (attributes: string, inside = '') =>
  `<serviceTask id="a" ${attributes}><extensionElements>${inside}</extensionElements></serviceTask>`
const rule = (attributes: string, inside = '') =>
  `<businessRuleTask id="a" ${attributes}><extensionElements>${inside}</extensionElements></businessRuleTask>`
const timer = (value: string, host = 'a') =>
  `<boundaryEvent id="b" attachedToRef="${host}"><timerEventDefinition>${value}</timerEventDefinition></boundaryEvent>${flows('b > end')}`
const amount = '<jw:input name="amount" value="1"/>'

test.each([
  ['flow.unknown_rule_set', 'a', rule('jw:ruleSet="autority" jw:resultVariable="x"'), 'authority'],
  ['flow.missing_attribute', 'a', rule('jw:ruleSet="authority"', amount), undefined],
  [
    'flow.unknown_input',
    'a',
    rule('jw:ruleSet="authority" jw:resultVariable="x"', `${amount}<jw:input name="dayz" value="1"/>`),
    'days',
  ],
  ['flow.missing_input', 'a', rule('jw:ruleSet="authority" jw:resultVariable="x"'), undefined],
  ['flow.duplicate_input', 'a', rule('jw:ruleSet="authority" jw:resultVariable="x"', amount + amount), undefined],
  [
    'flow.unknown_value',
    'a',
    rule('jw:ruleSet="authority" jw:resultVariable="x" jw:binding="latest"', amount),
    undefined,
  ],
  [
    'flow.gate_not_current',
    'a',
    rule('jw:ruleSet="gate" jw:resultVariable="x" jw:binding="pinned"', amount),
    undefined,
  ],
  [
    'flow.gate_not_current',
    'a',
    rule('jw:ruleSet="licence" jw:resultVariable="x" jw:binding="as-of valid_from"', amount),
    undefined,
  ],
  [
    'flow.as_of_not_a_day',
    'a',
    rule('jw:ruleSet="authority" jw:resultVariable="x" jw:binding="as-of =record.title"', amount),
    undefined,
  ],
  [
    'expression.unknown_name',
    'a',
    rule('jw:ruleSet="authority" jw:resultVariable="x" jw:binding="as-of =recrd.valid_from"', amount),
    'record',
  ],
  [
    'flow.unknown_field',
    'a',
    rule('jw:ruleSet="authority" jw:resultVariable="x" jw:binding="as-of valid_fron"', amount),
    'valid_from',
  ],
  ['flow.bad_variable', 'a', rule('jw:ruleSet="authority" jw:resultVariable="record"', amount), undefined],
  ['flow.unknown_function', 'a', task('jw:function="record.transitoin"'), 'record.transition'],
  ['flow.missing_attribute', 'a', task(''), undefined],
  [
    'flow.external_function',
    'a',
    '<scriptTask id="a" jw:resultVariable="x"><extensionElements><jw:listener event="end" function="bank.pay"/></extensionElements><script>1</script></scriptTask>',
    undefined,
  ],
  [
    'expression.unknown_name',
    'a',
    task('jw:function="record.transition"', '<jw:input name="transition" value="=recrd.title"/>'),
    'record',
  ],
  ['expression.syntax', 'a', '<scriptTask id="a" jw:resultVariable="x"><script>1 +</script></scriptTask>', undefined],
  ['flow.missing_attribute', 'a', '<scriptTask id="a"><script>1</script></scriptTask>', undefined],
  ['flow.approver_missing', 'a', '<userTask id="a"/>', undefined],
  ['flow.approver_missing', 'a', approval('a', '<!-- -->'), undefined],
  ['flow.approval_settings', 'a', '<userTask id="a" jw:kind="approval"/>', undefined],
  [
    'flow.approval_multi_instance',
    'a',
    approval('a', 'x').replace('</userTask>', '<multiInstanceLoopCharacteristics/></userTask>'),
    undefined,
  ],
  ['flow.loop_without_count', 'a', '<task id="a"><standardLoopCharacteristics/></task>', undefined],
  ['flow.unsupported_element', 'a', '<complexGateway id="a"/>', undefined],
  [
    'flow.missing_attribute',
    'a',
    '<intermediateCatchEvent id="a"><signalEventDefinition/></intermediateCatchEvent>',
    undefined,
  ],
  ['flow.unknown_role', 'a', approval('a', '<jw:approver type="role" name="finanse"/>'), 'finance'],
  ['flow.unknown_field', 'a', approval('a', '<jw:approver type="field" field="ownr"/>'), 'owner'],
  ['flow.unknown_field', 'a', approval('a', '<jw:approver type="field" field="customer"/>'), undefined],
  ['flow.missing_attribute', 'a', approval('a', '<jw:approver type="position"/>'), undefined],
  ['flow.missing_attribute', 'a', approval('a', '<jw:approver/>'), undefined],
  ['flow.unknown_value', 'a', approval('a', '<jw:approver type="unit_head" level="0"/>'), undefined],
  ['flow.unknown_form', 'a', approval('a', 'x', 'form="contract_edti"'), 'contract_edit'],
  ['flow.unknown_element', 'a', approval('a', 'x', 'returnTo="strat"'), undefined],
  ['flow.unknown_element', 'a', approval('a', 'x', 'rejectTo="ende"'), 'end'],
  ['flow.timer_invalid', 'b', approval('a', 'x') + timer('<timeDuration>24 hours</timeDuration>'), undefined],
  ['flow.timer_invalid', 'b', approval('a', 'x') + timer('<timeCycle>R0/PT1H</timeCycle>'), undefined],
  ['flow.boundary_host', 'b', '<exclusiveGateway id="a"/>' + timer('<timeDuration>PT1H</timeDuration>'), undefined],
  ['flow.unreachable_element', 'lost', approval('a', 'x') + '<endEvent id="lost"/>', undefined],
  ['flow.misplaced_flow', 'start', approval('a', 'x') + flows('a > start'), undefined],
  [
    'flow.gateway_without_default',
    'a',
    '<exclusiveGateway id="a"/><endEvent id="e2"/>' + flows('a > e2', { a_e2: 'true' }),
    undefined,
  ],
])('%s names the element %s', async (code, element, body, nearest) => {
  const conditions: Record<string, string> = code === 'flow.gateway_without_default' ? { a_end: 'false' } : {}
  const text = flowText(
    `${RECORD_START}\n${body}${END}${Object.keys(conditions).length ? flows('start > a > end', conditions) : THROUGH}`,
  )

  const { diagnostics, graph } = await compileText(text)

  expect(diagnostics.map(d => [d.code, d.elementId])).toEqual([[code, element]])
  expect(diagnostics[0]!.nearest).toBe(nearest)
  expect(diagnostics[0]!.line).toBeGreaterThan(1)
  expect(graph).toBeUndefined()
})

test.each([
  ['an unknown entity', 'entity="contrakt" on="submit"', 'flow.unknown_entity'],
  ['an entity with faults', 'entity="broken" on="submit"', 'flow.unknown_entity'],
  ['an unknown transition', 'entity="contract" on="submitt"', 'flow.unknown_transition'],
])('a trigger with %s is refused', async (_, trigger, code) => {
  const start = `<startEvent id="start"><extensionElements><jw:trigger type="record" ${trigger}/></extensionElements></startEvent>`
  const { diagnostics } = await compileText(flowText(`${start}${END}${flows('start > end')}`))

  expect(diagnostics).toMatchObject([{ code, elementId: 'start' }])
})

test('a flow out of an exclusive gateway needs a condition', async () => {
  const { diagnostics } = await compileText(
    flowText(
      `${START}<exclusiveGateway id="g" default="g_end"/>${approval('a', 'x')}${END}${flows('start > g > a > end, g > end')}`,
    ),
  )

  expect(diagnostics).toMatchObject([{ code: 'flow.condition_missing', elementId: 'g_a' }])
})

test('a condition must be true or false', async () => {
  const { diagnostics } = await compileText(
    flowText(
      `${RECORD_START}<exclusiveGateway id="g" default="g_end"/>${approval('a', 'x')}${END}${flows('start > g > a > end, g > end', { g_a: 'record.amount' })}`,
    ),
  )

  expect(diagnostics).toMatchObject([{ code: 'flow.condition_not_boolean', elementId: 'g_a' }])
})

test('work can not be sent back into another branch of a parallel split', async () => {
  const { diagnostics } = await compileText(
    flowText(`${START}<parallelGateway id="fork"/><parallelGateway id="join"/>${approval('a', 'x')}${approval('b', 'y', 'returnTo="a"')}${END}
      ${flows('start > fork > a > join, fork > b > join, join > end')}`),
  )

  expect(diagnostics).toMatchObject([{ code: 'flow.return_across_branches', elementId: 'b' }])
})

test.each([
  ['jw:ruleSet="gate"', 'current', null],
  ['jw:ruleSet="licence" jw:binding="current"', 'current', null],
  ['jw:ruleSet="authority" jw:binding="pinned"', 'pinned', null],
  ['jw:ruleSet="price" jw:binding="as-of valid_from"', 'as-of', 'valid_from'],
  ['jw:ruleSet="price" jw:binding="as-of =record.valid_from"', 'as-of', 'record.valid_from'],
])('a rule set is bound by %s', async (attributes, binding, day) => {
  const { graph, diagnostics } = await compileText(
    flowText(`${RECORD_START}${rule(`${attributes} jw:resultVariable="x"`, amount)}${END}${THROUGH}`),
  )

  expect(diagnostics).toEqual([])
  expect(graph!.elements.a).toMatchObject({ binding, asOf: day === null ? null : { text: day } })
  expect(graph!.elements.a!.reads.record).toBe(day !== null)
})

test.each(['current', 'pinned'])('prices that are bound as %s are a warning, not an error', async binding => {
  const { graph, diagnostics } = await compileText(
    flowText(
      `${RECORD_START}${rule(`jw:ruleSet="price" jw:binding="${binding}" jw:resultVariable="x"`, amount)}${END}${THROUGH}`,
    ),
  )

  expect(diagnostics.map(d => [d.code, d.severity, d.elementId])).toEqual([['flow.price_not_as_of', 'warning', 'a']])
  expect(graph).toBeDefined()
})
