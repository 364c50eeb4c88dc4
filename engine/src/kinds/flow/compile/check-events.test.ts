import { test } from 'vitest'
import { flows } from '../fixtures/compiled.ts'
import {
  pass,
  timer,
  boundary,
  caught,
  thrown,
  ended,
  sub,
  whole,
  event,
  eventStart,
  through,
  error,
  escalation,
  message,
  expectFault,
  type Row,
} from '../fixtures/process-parts.ts'

const rows: Row[] = [
  [
    'an error that nothing inside throws',
    sub('a', whole) + boundary('b', 'a', error) + flows('b > end') + through,
    'flow.never_thrown',
    'b',
  ],
  [
    'an error that a worker may throw',
    '<serviceTask id="a" jw:topic="print"/>' + boundary('b', 'a', error) + flows('b > end') + through,
  ],
  [
    'an escalation that a worker does not throw',
    '<serviceTask id="a" jw:topic="print"/>' + boundary('b', 'a', escalation) + flows('b > end') + through,
    'flow.never_thrown',
    'b',
  ],
  [
    'an error that must interrupt',
    sub('a', whole + event('on', eventStart('on', error, 'isInterrupting="false"'))) + through,
    'flow.must_interrupt',
    'on_s',
  ],
  [
    'an error boundary that must interrupt',
    sub('a', whole) + boundary('b', 'a', error, 'cancelActivity="false"') + flows('b > end') + through,
    'flow.must_interrupt',
    'b',
  ],
  [
    'an escalation boundary that need not',
    sub('a', `<startEvent id="s"/>${ended('e', escalation)}${flows('s > e')}`) +
      boundary('b', 'a', escalation, 'cancelActivity="false"') +
      flows('b > end') +
      through,
  ],
  [
    'a boundary on a gateway',
    '<exclusiveGateway id="a"/>' + boundary('b', 'a', timer) + flows('b > end') + through,
    'flow.boundary_host',
    'b',
  ],
  [
    'a boundary on an event subprocess',
    pass('a') + event('on', eventStart('on', message)) + boundary('b', 'on', timer) + flows('b > end') + through,
    'flow.boundary_host',
    'b',
  ],
  [
    'a timer on what is done at once',
    pass('a') + boundary('b', 'a', timer) + flows('b > end') + through,
    'flow.boundary_never_happens',
    'b',
  ],
  ['a timer on a subprocess', sub('a', whole) + boundary('b', 'a', timer) + flows('b > end') + through],
  [
    'an event-based gateway before a task',
    '<eventBasedGateway id="a"/>' + pass('b') + flows('b > end') + flows('start > a > b'),
    'flow.event_gateway_target',
    'b',
  ],
  [
    'an event-based gateway whose event has another way in',
    '<eventBasedGateway id="a"/>' + caught('b', timer) + pass('x') + flows('start > a > b > end, start > x > b'),
    'flow.event_gateway_target',
    'b',
  ],
  [
    'an event-based gateway before a receive task with a boundary',
    '<eventBasedGateway id="a"/><receiveTask id="b" messageRef="news"/>' +
      boundary('c', 'b', timer) +
      flows('start > a > b > end, c > end'),
    'flow.event_gateway_target',
    'b',
  ],
  [
    'an event-based gateway that waits for nothing',
    pass('a') + '<eventBasedGateway id="g"/>' + flows('a > g') + through,
    'flow.event_gateway_target',
    'g',
  ],
  [
    'an event-based gateway',
    '<eventBasedGateway id="a"/>' +
      caught('b', timer) +
      caught('c', message) +
      flows('start > a > b > end, a > c > end'),
  ],
  [
    'an error that nothing catches',
    pass('a') + ended('bad', error) + flows('a > bad') + through,
    'flow.error_uncaught',
    'bad',
  ],
  [
    'an error that another code does not catch',
    sub('a', `<startEvent id="s"/>${ended('bad', error)}${flows('s > bad')}`) +
      boundary('b', 'a', '<errorEventDefinition errorRef="mishap"/>') +
      flows('b > end') +
      through,
    'flow.error_uncaught',
    'bad',
  ],
  [
    'an error that a sibling event subprocess does not catch',
    pass('a') +
      sub(
        'on',
        `<startEvent id="on_s">${message}</startEvent>${ended('bad', error)}${flows('on_s > bad')}`,
        'subProcess',
        'triggeredByEvent="true"',
      ) +
      event('oo', eventStart('oo', error)) +
      through,
    'flow.error_uncaught',
    'bad',
  ],
  [
    'an error that the boundary catches',
    sub('a', `<startEvent id="s"/>${ended('bad', error)}${flows('s > bad')}`) +
      boundary('b', 'a', error) +
      flows('b > end') +
      through,
  ],
  [
    'an error that any catches',
    sub(
      'a',
      `<startEvent id="s"/>${sub('i', `<startEvent id="t"/>${ended('bad', error)}${flows('t > bad')}`)}${flows('s > i')}<endEvent id="e"/>${flows('i > e')}`,
    ) +
      boundary('b', 'a', '<errorEventDefinition/>') +
      flows('b > end') +
      through,
  ],
  ['an escalation that nothing catches', thrown('a', escalation) + through, 'flow.escalation_uncaught', 'a'],
]

test.each(rows)('%s', (_, body, code, element) => expectFault(body, code, element))
