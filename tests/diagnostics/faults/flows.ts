import type { TextFault } from '../text-fault.ts'

const file = 'visits/flows/approve_visit.bpmn'

const fault = (
  code: string,
  elementId: string | undefined,
  change: Pick<TextFault, 'replace' | 'wrong' | 'right' | 'nearest' | 'severity' | 'beside'>,
): TextFault => ({
  code: `flow.${code}`,
  file,
  ...(elementId === undefined ? {} : { elementId }),
  ...change,
})

const DECIDE = '<businessRuleTask id="decide" jw:ruleSet="allowance" jw:binding="pinned" jw:resultVariable="allowance">'
const COST = '<jw:input name="cost" value="=record.cost"/>'
const TIDY = '<serviceTask id="tidy" jw:function="house.tidy">'
const APPROVE = '<userTask id="approve" name="Approve" jw:kind="approval" jw:form="visit_edit">'
const APPROVER = '<jw:approver type="role" name="head"/>'
const LATE = '<boundaryEvent id="late" attachedToRef="approve" cancelActivity="false">'
const TIMER = '<timerEventDefinition><timeDuration>PT24H</timeDuration></timerEventDefinition>'
const CHEAP = '<exclusiveGateway id="cheap" default="no"/>'
const NO = '<sequenceFlow id="no" sourceRef="cheap" targetRef="approve"/>'
const TIDYING = `${TIDY}
      <extensionElements><jw:input name="room" value="kitchen"/></extensionElements>
    </serviceTask>`
const PRICE = `{
  "$kind": "rule-set",
  "name": "gate",
  "title": "Prices",
  "purpose": "price",
  "hit_policy": "first",
  "inputs": { "type": "object", "properties": { "cost": { "type": "string", "format": "decimal" } } },
  "outputs": { "type": "object", "properties": { "open": { "type": "boolean" } } },
  "rules": [
    {
      "key": "cheap",
      "conditions": { "all": [{ "fact": "cost", "operator": "lessThan", "value": "100" }] },
      "event": { "type": "decided", "params": { "open": true } }
    }
  ]
}`
const BEGIN = '<startEvent id="begin">'
const TRIGGER = '<jw:trigger type="record" entity="visit" on="submit"/>'
const DONE = '<endEvent id="done"/>'

const NOTE = '<scriptTask id="note" jw:resultVariable="noted"><script>1</script></scriptTask>'
const READ = (mark: string): string =>
  `<scriptTask id="read" jw:resultVariable="twice"><script>${mark}noted * 2</script></scriptTask>`

const way = (from: string, to: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`

const conditional = (from: string, to: string): string =>
  way(from, to).replace(
    '/>',
    '><conditionExpression xsi:type="tFormalExpression">=record.minutes > 5</conditionExpression></sequenceFlow>',
  )

/** The caret stands before an element; what is wrong, inside of it. */
const marked = (from: string, to: string, text: string): string => `‸${text.replace(from, to)}`

export const flowFaults: readonly TextFault[] = [
  fault('unknown_rule_set', 'decide', {
    replace: DECIDE,
    wrong: marked('allowance', 'alowance', DECIDE),
    nearest: 'allowance',
  }),
  fault('unknown_input', 'decide', {
    replace: `${DECIDE}\n      <extensionElements>${COST}`,
    wrong: `‸${DECIDE}\n      <extensionElements>${COST}<jw:input name="minuts" value="=record.minutes"/>`,
    nearest: 'minutes',
  }),
  fault('duplicate_input', 'decide', {
    replace: `${DECIDE}\n      <extensionElements>${COST}`,
    wrong: `‸${DECIDE}\n      <extensionElements>${COST}${COST}`,
  }),
  fault('missing_input', 'decide', {
    replace: `${DECIDE}\n      <extensionElements>${COST}`,
    wrong: `‸${DECIDE}\n      <extensionElements>`,
  }),
  fault('missing_attribute', 'tidy', { replace: TIDY, wrong: marked(' jw:function="house.tidy"', '', TIDY) }),
  fault('bad_variable', 'tidy', {
    replace: TIDY,
    wrong: '‸<serviceTask id="tidy" jw:function="house.tidy" jw:resultVariable="record">',
    right: '<serviceTask id="tidy" jw:function="house.tidy" jw:resultVariable="tidied">',
  }),
  fault('unknown_value', 'decide', {
    replace: DECIDE,
    wrong: marked('"pinned"', '"latest"', DECIDE),
    right: DECIDE.replace('"pinned"', '"current"'),
  }),
  fault('unknown_field', 'decide', {
    replace: DECIDE,
    wrong: marked('"pinned"', '"as-of helt_on"', DECIDE),
    right: DECIDE.replace('"pinned"', '"as-of held_on"'),
    nearest: 'held_on',
  }),
  fault('as_of_not_a_day', 'decide', {
    replace: DECIDE,
    wrong: marked('"pinned"', '"as-of =record.minutes"', DECIDE),
    right: DECIDE.replace('"pinned"', '"as-of =record.held_on"'),
  }),
  fault('gate_not_current', 'tidy', {
    replace: TIDYING,
    wrong: `‸${ruleTask('jw:ruleSet="gate" jw:binding="pinned"')}`,
    right: ruleTask('jw:ruleSet="gate" jw:binding="current"'),
  }),
  fault('price_not_as_of', 'tidy', {
    replace: TIDYING,
    wrong: `‸${ruleTask('jw:ruleSet="gate" jw:binding="current"')}`,
    right: ruleTask('jw:ruleSet="gate" jw:binding="as-of held_on"'),
    severity: 'warning',
    beside: { 'local:visits/rule-set/gate': PRICE },
  }),
  fault('unknown_function', 'tidy', {
    replace: TIDY,
    wrong: marked('house.tidy', 'house.tdy', TIDY),
    nearest: 'house.tidy',
  }),
  fault('approval_settings', 'approve', {
    replace: APPROVE,
    wrong: marked('jw:kind="approval"', 'jw:kind="task"', APPROVE),
  }),
  fault('approver_missing', 'approve', {
    replace: `${APPROVE}
      <extensionElements>
        <jw:approval mode="all">${APPROVER}`,
    wrong: `‸${APPROVE}
      <extensionElements>
        <jw:approval mode="all">`,
  }),
  fault('approval_multi_instance', 'approve', {
    replace: `${APPROVE}
      <extensionElements>
        <jw:approval mode="all">${APPROVER}</jw:approval>
      </extensionElements>`,
    wrong: `‸${APPROVE}
      <extensionElements>
        <jw:approval mode="all">${APPROVER}</jw:approval>
      </extensionElements>
      <multiInstanceLoopCharacteristics/>`,
  }),
  fault('unknown_role', 'approve', {
    replace: `${APPROVE}
      <extensionElements>
        <jw:approval mode="all">${APPROVER}`,
    wrong: `‸${APPROVE}
      <extensionElements>
        <jw:approval mode="all"><jw:approver type="role" name="haed"/>`,
    nearest: 'head',
  }),
  fault('unknown_form', 'approve', {
    replace: APPROVE,
    wrong: marked('visit_edit', 'visit_edt', APPROVE),
    nearest: 'visit_edit',
  }),
  {
    code: 'flow.no_subject',
    file: 'visits/flows/second.bpmn',
    wrong: second('<jw:approver type="field" field="owner"/>', '‸'),
    right: second('<jw:approver type="starter"/>', ''),
    elementId: 'ask',
  },
  fault('unknown_entity', 'begin', {
    replace: `${BEGIN}
      <extensionElements>${TRIGGER}`,
    wrong: `‸${BEGIN}
      <extensionElements>${TRIGGER.replace('visit', 'vist')}`,
    nearest: 'visit',
  }),
  fault('unknown_transition', 'begin', {
    replace: `${BEGIN}
      <extensionElements>${TRIGGER}`,
    wrong: `‸${BEGIN}
      <extensionElements>${TRIGGER.replace('submit', 'sumbit')}`,
    nearest: 'submit',
  }),
  fault('subject_conflict', 'again', {
    replace: DONE,
    wrong: `${DONE}
    ‸<startEvent id="again"><extensionElements>${TRIGGER.replace('visit', 'guest').replace('submit', 'create')}</extensionElements></startEvent>
    <sequenceFlow id="f8" sourceRef="again" targetRef="done"/>`,
    right: `${DONE}
    <startEvent id="again"><extensionElements>${TRIGGER.replace('submit', 'create')}</extensionElements></startEvent>
    <sequenceFlow id="f8" sourceRef="again" targetRef="done"/>`,
  }),
  fault('boundary_host', 'late', { replace: LATE, wrong: marked('"approve"', '"cheap"', LATE) }),
  fault('timer_invalid', 'late', {
    replace: `${LATE}\n      ${TIMER}`,
    wrong: `‸${LATE}\n      ${TIMER.replace('PT24H', '24 hours')}`,
  }),
  fault('unsupported_element', 'lane', {
    replace: DONE,
    wrong: `${DONE}\n    ‸<complexGateway id="lane"/>\n    <sequenceFlow id="f8" sourceRef="late" targetRef="lane"/>`,
  }),
  fault('misplaced_flow', 'begin', {
    replace: BEGIN,
    wrong: `<sequenceFlow id="f8" sourceRef="late" targetRef="begin"/>\n    ‸${BEGIN}`,
  }),
  fault('gateway_without_default', 'cheap', { replace: CHEAP, wrong: '‸<exclusiveGateway id="cheap"/>' }),
  fault('gateway_without_default', 'note', {
    replace: DONE,
    wrong: `${DONE}\n    ${way('late', 'note')}\n    ‸${NOTE}${conditional('note', 'done')}`,
    right: `${DONE}\n    ${way('late', 'note')}\n    ${NOTE}${way('note', 'done')}`,
  }),
  fault('condition_not_asked', 'done_end', {
    replace: DONE,
    wrong: `<parallelGateway id="done"/>\n    <endEvent id="end"/>\n    ‸${conditional('done', 'end')}`,
    right: `<parallelGateway id="done"/>\n    <endEvent id="end"/>\n    ${way('done', 'end')}`,
    severity: 'warning',
  }),
  fault('condition_missing', 'maybe', {
    replace: NO,
    wrong: `${NO}\n    ‸<sequenceFlow id="maybe" sourceRef="cheap" targetRef="done"/>`,
    right: `${NO}\n    <sequenceFlow id="maybe" sourceRef="late" targetRef="done"/>`,
  }),
  fault('condition_not_boolean', 'yes', {
    replace:
      '<sequenceFlow id="yes" sourceRef="cheap" targetRef="done">\n      <conditionExpression xsi:type="tFormalExpression">=allowance.level = 0',
    wrong:
      '‸<sequenceFlow id="yes" sourceRef="cheap" targetRef="done">\n      <conditionExpression xsi:type="tFormalExpression">=allowance.level',
  }),
  fault('unreachable_element', 'lost', {
    replace: DONE,
    wrong: `${DONE}\n    ‸<endEvent id="lost"/>`,
    right: `${DONE}\n    <endEvent id="lost"/>\n    <sequenceFlow id="f8" sourceRef="late" targetRef="lost"/>`,
  }),
  fault('unknown_element', 'approve', {
    replace: `${APPROVE}
      <extensionElements>
        <jw:approval mode="all">`,
    wrong: `‸${APPROVE}
      <extensionElements>
        <jw:approval mode="all" returnTo="decid">`,
    right: `${APPROVE}
      <extensionElements>
        <jw:approval mode="all" returnTo="decide">`,
    nearest: 'decide',
  }),
  fault('return_across_branches', 'left', {
    replace: DONE,
    wrong: fork('left', 'returnTo="right"'),
    right: fork('left', 'returnTo="decide"').replace('‸', ''),
  }),
  fault('wrong_input', 'tidy', {
    replace: TIDYING,
    wrong: `‸${TIDYING.replace('"kitchen"', '"cellar"')}`,
    right: TIDYING.replace('"kitchen"', '"hall"'),
  }),
  fault('wrong_input', 'decide', {
    replace: `${DECIDE}
      <extensionElements>${COST}`,
    wrong: `‸${DECIDE}
      <extensionElements>${COST.replace('record.cost', 'record.tags')}`,
  }),
  {
    code: 'flow.other_entity',
    file: 'visits/flows/second.bpmn',
    wrong: second('<jw:approver type="starter"/>', '‸', ['guest', 'visit_edit']),
    right: second('<jw:approver type="starter"/>', '', ['visit', 'visit_edit']),
    elementId: 'ask',
  },
  fault('no_way_to_end', 'note', {
    replace: DONE,
    wrong: `${DONE}\n    ‸${NOTE}\n    ${way('late', 'note')}`,
    right: `${DONE}\n    ${NOTE}\n    ${way('late', 'note')}${way('note', 'done')}`,
    severity: 'warning',
  }),
  fault('variable_maybe_unset', 'read', {
    replace: DONE,
    wrong: `${DONE}\n    ${NOTE}${READ('‸')}${way('late', 'note')}${way('note', 'done')}${way('late', 'read')}${way('read', 'done')}`,
    right: `${DONE}\n    ${NOTE}${READ('')}${way('late', 'note')}${way('note', 'read')}${way('read', 'done')}`,
    severity: 'warning',
  }),
  fault('no_start', undefined, {
    wrong:
      '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x">\n  ‸<process id="approve_visit" name="x" isExecutable="true"/>\n</definitions>',
  }),
  fault('one_process', undefined, {
    wrong:
      '<?xml version="1.0" encoding="UTF-8"?>\n‸<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x"/>',
  }),
  fault('forbidden_id', 'constructor', {
    replace: '<sequenceFlow id="f7"',
    wrong: '‸<sequenceFlow id="constructor"',
  }),
  fault('too_many_elements', 'more993', {
    replace: DONE,
    wrong: `${DONE}${more(993)}‸${more(10, 993)}`,
  }),
  fault('xml', undefined, { replace: DONE, wrong: `${DONE}\n    ‸<frobnicate id="x"/>` }),
  fault('doctype', undefined, { replace: '<definitions', wrong: '‸<!DOCTYPE definitions>\n<definitions' }),
  fault('forbidden_id', 'constructor', {
    replace: '<sequenceFlow id="f1" sourceRef="begin" targetRef="decide"/>',
    wrong: '‸<sequenceFlow id="constructor" sourceRef="begin" targetRef="decide"/>',
  }),
  fault('too_many_elements', undefined, { wrong: `${'<!---->'.repeat(20_000)}‸<!---->` }),
  fault('too_large', undefined, { wrong: `‸<!--${'x'.repeat(2 * 1024 * 1024)}-->` }),
]

function more(count: number, from = 0): string {
  return Array.from({ length: count }, (_, i) => `<endEvent id="more${from + i}"/>`).join('')
}

/** In place of the element that tidies up. */
function ruleTask(attributes: string): string {
  return `<businessRuleTask id="tidy" ${attributes} jw:resultVariable="found"><extensionElements>${COST}</extensionElements></businessRuleTask>`
}

/** A flow without a record. */
function second(approver: string, mark: string, [entity, form]: [string?, string?] = []): string {
  const trigger = entity
    ? `<extensionElements><jw:trigger type="record" entity="${entity}" on="create"/></extensionElements>`
    : ''
  const ofForm = form === undefined ? '' : ` jw:form="${form}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" id="d" targetNamespace="urn:x">
  <process id="second" name="Second" isExecutable="true">
    <startEvent id="begin">${trigger}</startEvent>
    ${mark}<userTask id="ask" jw:kind="approval"${ofForm}><extensionElements><jw:approval>${approver}</jw:approval></extensionElements></userTask>
    <endEvent id="done"/>
    <sequenceFlow id="f1" sourceRef="begin" targetRef="ask"/>
    <sequenceFlow id="f2" sourceRef="ask" targetRef="done"/>
  </process>
</definitions>`
}

/** Two parallel approvals in place of the end. */
function fork(id: string, settings: string): string {
  const approval = (name: string, more: string) =>
    `${name === id ? '‸' : ''}<userTask id="${name}" jw:kind="approval"><extensionElements><jw:approval ${more}>${APPROVER}</jw:approval></extensionElements></userTask>`
  return [
    '<parallelGateway id="done"/>',
    approval('left', settings),
    approval('right', ''),
    '<parallelGateway id="join"/><endEvent id="end"/>',
    way('done', 'left'),
    way('done', 'right'),
    way('left', 'join'),
    way('right', 'join'),
    way('join', 'end'),
  ].join('\n    ')
}
