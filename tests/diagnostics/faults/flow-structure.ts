import { CARET, type TextFault } from '../text-fault.ts'

const file = 'visits/flows/second.bpmn'

/** A text around the elements between `begin` and `done`; `a` stands on the way unless `way` says another. */
const textOf = (body: string, way: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:jw="urn:jingwei:bpmn:1" id="d" targetNamespace="urn:x">
  <message id="news" name="news"/><error id="broken" errorCode="broken"/><escalation id="alarm" escalationCode="alarm"/>
  <process id="second" name="Second" isExecutable="true">
    <startEvent id="begin"/>
    ${body}
    <endEvent id="done"/>
    ${flows(way)}
  </process>
</definitions>`

/** `wrong` holds the caret; `right` is its twin. */
const fault = (
  [code, elementId]: [code: string, elementId: string],
  { wrong, right, way = 'begin > a > done', rightWay = way, ...told }: Change,
): TextFault => ({
  code: `flow.${code}`,
  file,
  elementId,
  wrong: textOf(wrong, way),
  right: textOf(right, rightWay),
  ...told,
})

interface Change extends Pick<TextFault, 'severity' | 'nearest'> {
  wrong: string
  right: string
  way?: string
  rightWay?: string
}

const flows = (chains: string): string =>
  chains
    .split(',')
    .flatMap(chain => {
      const ids = chain.trim().split(' > ')
      return ids.slice(1).map((to, i) => `<sequenceFlow id="${ids[i]}_${to}" sourceRef="${ids[i]}" targetRef="${to}"/>`)
    })
    .join('')

const TASK = '<task id="a"/>'
const HOUR = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'
const NEWS = '<messageEventDefinition messageRef="news"/>'
const BROKEN = '<errorEventDefinition errorRef="broken"/>'
const ALARM = '<escalationEventDefinition escalationRef="alarm"/>'
const CANCEL = '<cancelEventDefinition/>'
const UNDO = '<compensateEventDefinition/>'
const LINK = '<linkEventDefinition name="bridge"/>'

const sub = (inside: string, tag = 'subProcess'): string => `<${tag} id="a">${inside}</${tag}>`
const INSIDE = `<startEvent id="s"/><endEvent id="e"/>${flows('s > e')}`
const ended = (definition: string): string =>
  `<startEvent id="s"/><endEvent id="e">${definition}</endEvent>${flows('s > e')}`
const boundary = (definition: string, attributes = '', host = 'a'): string =>
  `<boundaryEvent id="b" attachedToRef="${host}"${attributes}>${definition}</boundaryEvent>`
const LEAVES = 'begin > a > done, b > done'
const handler = (id: string): string => `<task id="${id}" isForCompensation="true"/>`
const undoes = (from: string, to: string): string =>
  `<association id="${from}_${to}" sourceRef="${from}" targetRef="${to}" associationDirection="One"/>`
const event = (start: string): string =>
  `<subProcess id="on" triggeredByEvent="true">${start}<endEvent id="o"/></subProcess>`
const caught = (id: string, definition: string): string =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`
const thrown = (id: string, definition: string): string =>
  `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`
const LOOP = '<multiInstanceLoopCharacteristics/>'
const mark = (element: string): string => `${CARET}${element}`

export const flowStructureFaults: readonly TextFault[] = [
  fault(['boundary_never_happens', 'b'], {
    wrong: TASK + mark(boundary(HOUR)),
    right: sub(INSIDE) + boundary(HOUR),
    way: LEAVES,
    severity: 'warning',
  }),
  fault(['cancel_boundary_missing', 'a'], {
    wrong: mark(sub(ended(CANCEL), 'transaction')),
    right: sub(ended(CANCEL), 'transaction') + boundary(CANCEL),
    rightWay: LEAVES,
  }),
  fault(['cancel_place', 'b'], {
    wrong: sub(INSIDE) + mark(boundary(CANCEL)),
    right: sub(INSIDE, 'transaction') + boundary(CANCEL),
    way: LEAVES,
  }),
  fault(['compensation_handler', 'b'], {
    wrong: TASK + mark(boundary(UNDO)),
    right: TASK + boundary(UNDO) + handler('undo') + undoes('b', 'undo'),
  }),
  fault(['compensation_target', 't'], {
    wrong: TASK + mark(thrown('t', '<compensateEventDefinition activityRef="a"/>')),
    right: `${TASK}${boundary(UNDO)}${handler('undo')}${undoes('b', 'undo')}${thrown('t', '<compensateEventDefinition activityRef="a"/>')}`,
    way: 'begin > a > t > done',
  }),
  fault(['crosses_scope', 's_done'], {
    wrong: sub(`${INSIDE}${mark(flows('s > done'))}`),
    right: sub(INSIDE),
  }),
  fault(['error_uncaught', 'e'], {
    wrong: sub(ended(BROKEN).replace('<endEvent', mark('<endEvent'))),
    right: sub(ended(BROKEN)) + boundary(BROKEN),
    rightWay: LEAVES,
    severity: 'warning',
  }),
  fault(['escalation_uncaught', 'a'], {
    wrong: mark(thrown('a', ALARM)),
    right: TASK,
    severity: 'warning',
  }),
  fault(['event_gateway_target', 'b'], {
    wrong: `<eventBasedGateway id="a"/>${mark('<task id="b"/>')}`,
    right: `<eventBasedGateway id="a"/>${caught('b', NEWS)}`,
    way: 'begin > a > b > done',
  }),
  fault(['event_subprocess_start', 'more'], {
    wrong: `${TASK}${event(`<startEvent id="first">${NEWS}</startEvent>${mark(`<startEvent id="more">${HOUR}</startEvent>`)}${flows('first > o, more > o')}`)}`,
    right: `${TASK}${event(`<startEvent id="first">${NEWS}</startEvent>${flows('first > o')}`)}`,
  }),
  fault(['external_function', 'a'], {
    wrong: mark(
      '<task id="a"><extensionElements><jw:listener event="end" function="bank.pay"/></extensionElements></task>',
    ),
    right: '<serviceTask id="a" jw:function="bank.pay"/>',
  }),
  fault(['link_pair', 'b'], {
    wrong: `${TASK}${mark(thrown('b', LINK))}`,
    right: `${TASK}${thrown('b', LINK)}${caught('c', LINK)}`,
    way: 'begin > a > done, a > b',
    rightWay: 'begin > a > done, a > b, c > done',
  }),
  fault(['loop_without_count', 'a'], {
    wrong: mark(`<task id="a">${LOOP}</task>`),
    right: `<task id="a">${LOOP.replace('/>', '><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>')}</task>`,
  }),
  fault(['mapping_place', 'b'], {
    wrong:
      sub(INSIDE) +
      mark(boundary(`<extensionElements><jw:inputMapping name="x" value="1"/></extensionElements>${HOUR}`)),
    right: sub(INSIDE) + boundary(HOUR),
    way: LEAVES,
  }),
  fault(['misplaced_event', 's'], {
    wrong: sub(`${mark(`<startEvent id="s">${NEWS}</startEvent>`)}<endEvent id="e"/>${flows('s > e')}`),
    right: sub(INSIDE),
  }),
  fault(['must_interrupt', 'b'], {
    wrong: sub(ended(BROKEN)) + mark(boundary(BROKEN, ' cancelActivity="false"')),
    right: sub(ended(BROKEN)) + boundary(BROKEN),
    way: LEAVES,
  }),
  fault(['never_thrown', 'b'], {
    wrong: sub(ended(BROKEN)) + mark(boundary(ALARM)) + boundary(BROKEN).replace('"b"', '"c"'),
    right: sub(ended(BROKEN)) + boundary(BROKEN),
    way: `${LEAVES}, c > done`,
    rightWay: LEAVES,
    severity: 'warning',
  }),
  fault(['retries_invalid', 'a'], {
    wrong: mark('<serviceTask id="a" jw:topic="print" jw:retries="often"/>'),
    right: '<serviceTask id="a" jw:topic="print" jw:retries="R3/PT10M"/>',
  }),
  fault(['several_starts', 'again'], {
    wrong: TASK + mark('<startEvent id="again"/>'),
    right: `${TASK}<startEvent id="again">${NEWS}</startEvent>`,
    way: 'begin > a > done, again > a',
  }),
  fault(['unknown_flow', 'a'], {
    wrong: mark('<callActivity id="a" calledElement="aprove_visit"/>'),
    right: '<callActivity id="a" calledElement="approve_visit"/>',
    nearest: 'approve_visit',
  }),
  {
    code: 'juel.call_unsupported',
    file,
    elementId: 'a',
    wrong: modelOf(`\${${CARET}bean.find(1)}`),
    right: modelOf('${found}'),
  },
]

/** A model of Camunda 7 that calculates a value. */
function modelOf(juel: string): string {
  return textOf(
    `<serviceTask id="a" camunda:expression="${juel}" camunda:resultVariable="b"/>`,
    'begin > a > done',
  ).replace('xmlns:jw="urn:jingwei:bpmn:1"', 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"')
}
