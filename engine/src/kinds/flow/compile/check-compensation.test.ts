import { test } from 'vitest'
import { flows } from '../fixtures/compiled.ts'
import {
  pass,
  boundary,
  thrown,
  ended,
  sub,
  whole,
  event,
  eventStart,
  undo,
  undoes,
  compensation,
  through,
  message,
  cancel,
  expectFault,
  type Row,
} from '../fixtures/process-parts.ts'

const rows: Row[] = [
  ['a handler that nothing calls', pass('a') + undo + through, 'flow.compensation_handler', 'undo'],
  [
    'a compensation event without handler',
    pass('a') + boundary('c', 'a', compensation) + through,
    'flow.compensation_handler',
    'c',
  ],
  [
    'a handler that is none',
    pass('a') +
      boundary('c', 'a', compensation) +
      pass('plain') +
      undoes('c', 'plain') +
      flows('a > plain > end') +
      through,
    'flow.compensation_handler',
    'c',
  ],
  [
    'a flow into a handler',
    pass('a') + boundary('c', 'a', compensation) + undo + undoes('c') + flows('a > undo') + through,
    'flow.misplaced_flow',
    'undo',
  ],
  [
    'a flow out of a handler',
    pass('a') + boundary('c', 'a', compensation) + undo + undoes('c') + flows('undo > end') + through,
    'flow.misplaced_flow',
    'undo',
  ],
  ['a handler of its own', pass('a') + boundary('c', 'a', compensation) + undo + undoes('c') + through],
  [
    'one handler of two activities',
    pass('a') +
      pass('b') +
      boundary('c', 'a', compensation) +
      boundary('d', 'b', compensation) +
      undo +
      undoes('c') +
      undoes('d') +
      flows('start > a > b > end'),
    'flow.compensation_handler',
    'undo',
  ],
  [
    'two handlers of one activity',
    pass('a') +
      boundary('c', 'a', compensation) +
      boundary('d', 'a', compensation) +
      undo +
      '<task id="undo2" isForCompensation="true"/>' +
      undoes('c') +
      undoes('d', 'undo2') +
      through,
    'flow.compensation_handler',
    'd',
  ],
  [
    'to undo what can not be undone',
    pass('a') + thrown('t', '<compensateEventDefinition activityRef="a"/>') + flows('start > a > t > end'),
    'flow.compensation_target',
    't',
  ],
  [
    'to undo what can',
    pass('a') +
      boundary('c', 'a', compensation) +
      undo +
      undoes('c') +
      thrown('t', '<compensateEventDefinition activityRef="a"/>') +
      flows('start > a > t > end'),
  ],
  [
    'to undo from beside an event subprocess',
    pass('a') +
      boundary('c', 'a', compensation) +
      undo +
      undoes('c') +
      sub(
        'on',
        `<startEvent id="on_s">${message}</startEvent>${ended('t', '<compensateEventDefinition activityRef="a"/>')}${flows('on_s > t')}`,
        'subProcess',
        'triggeredByEvent="true"',
      ) +
      through,
  ],
  [
    'compensation of a whole process',
    pass('a') + event('on', eventStart('on', compensation)) + through,
    'flow.misplaced_event',
    'on_s',
  ],
  ['compensation of a subprocess', sub('a', whole + event('on', eventStart('on', compensation))) + through],
  [
    'two compensations of a subprocess',
    sub('a', whole + event('on', eventStart('on', compensation)) + event('oo', eventStart('oo', compensation))) +
      through,
    'flow.several_starts',
    'oo_s',
  ],
  [
    'a cancel end outside of a transaction',
    sub('a', `<startEvent id="s"/>${ended('e', cancel)}${flows('s > e')}`) + through,
    'flow.cancel_place',
    'e',
  ],
  [
    'a cancel boundary on a subprocess',
    sub('a', whole) + boundary('b', 'a', cancel) + flows('b > end') + through,
    'flow.cancel_place',
    'b',
  ],
  [
    'two cancel boundaries',
    sub('a', `<startEvent id="s"/>${ended('e', cancel)}${flows('s > e')}`, 'transaction') +
      boundary('b', 'a', cancel) +
      boundary('c', 'a', cancel) +
      flows('b > end, c > end') +
      through,
    'flow.cancel_place',
    'c',
  ],
  [
    'a cancel end and nowhere to go on',
    sub('a', `<startEvent id="s"/>${ended('e', cancel)}${flows('s > e')}`, 'transaction') + through,
    'flow.cancel_boundary_missing',
    'a',
  ],
  [
    'a transaction',
    sub('a', `<startEvent id="s"/>${ended('e', cancel)}${flows('s > e')}`, 'transaction') +
      boundary('b', 'a', cancel) +
      flows('b > end') +
      through,
  ],
]

test.each(rows)('%s', (_, body, code, element) => expectFault(body, code, element))
