import { test } from 'vitest'
import { flows } from '../fixtures/compiled.ts'
import {
  pass,
  timer,
  caught,
  thrown,
  sub,
  whole,
  event,
  eventStart,
  link,
  through,
  message,
  expectFault,
  type Row,
} from '../fixtures/process-parts.ts'

const rows: Row[] = [
  [
    'two starts with one message',
    pass('a') +
      `<startEvent id="one">${message}</startEvent><startEvent id="two">${message}</startEvent>` +
      flows('one > a, two > a') +
      through,
    'flow.several_starts',
    'two',
  ],
  [
    'a second plain start',
    pass('a') + '<startEvent id="again"/>' + flows('again > a') + through,
    'flow.several_starts',
    'again',
  ],
  [
    'a second start with a message',
    pass('a') + `<startEvent id="again">${message}</startEvent>` + flows('again > a') + through,
  ],
  [
    'a second plain start in a subprocess',
    sub('a', `${whole}<startEvent id="t"/>${flows('t > e')}`) + through,
    'flow.several_starts',
    't',
  ],
  [
    'a message start in a subprocess',
    sub('a', whole.replace('<startEvent id="s"/>', `<startEvent id="s">${message}</startEvent>`)) + through,
    'flow.misplaced_event',
    's',
  ],
  [
    'a flow out of a subprocess',
    sub('a', `${whole}${flows('s > b')}`) + pass('b') + flows('b > end') + through,
    'flow.crosses_scope',
    's_b',
  ],
  ['a flow into a subprocess', sub('a', whole) + flows('start > e') + through, 'flow.crosses_scope', 'start_e'],
  [
    'an event subprocess without start',
    pass('a') + sub('on', pass('x'), 'subProcess', 'triggeredByEvent="true"') + through,
    'flow.event_subprocess_start',
    'on',
  ],
  [
    'an event subprocess with two starts',
    pass('a') +
      event('on', eventStart('on', message) + `<startEvent id="on_t">${timer}</startEvent>${flows('on_t > on_e')}`) +
      through,
    'flow.event_subprocess_start',
    'on_t',
  ],
  [
    'a flow into an event subprocess',
    pass('a') + event('on', eventStart('on', message)) + flows('a > on') + through,
    'flow.misplaced_flow',
    'on',
  ],
  ['an event subprocess', pass('a') + event('on', eventStart('on', message)) + through],
  [
    'a link that nothing catches',
    pass('a') + thrown('jump', link) + flows('a > jump') + through,
    'flow.link_pair',
    'jump',
  ],
  [
    'a link that two catch',
    pass('a') +
      thrown('jump', link) +
      caught('land', link) +
      caught('other', link) +
      flows('a > jump, land > end, other > end') +
      through,
    'flow.link_pair',
    'other',
  ],
  [
    'a link over the border of a subprocess',
    sub('a', `<startEvent id="s"/>${thrown('jump', link)}${flows('s > jump')}`) +
      through +
      caught('land', link) +
      thrown('leap', link) +
      flows('start > leap, land > end'),
    'flow.link_pair',
    'jump',
  ],
  [
    'a flow into a catching link',
    pass('a') + thrown('jump', link) + caught('land', link) + flows('a > jump, a > land > end') + through,
    'flow.misplaced_flow',
    'land',
  ],
  [
    'a flow out of a throwing link',
    pass('a') + thrown('jump', link) + caught('land', link) + flows('a > jump > end, land > end') + through,
    'flow.misplaced_flow',
    'jump',
  ],
  [
    'links that belong together',
    pass('a') +
      thrown('jump', link) +
      thrown('leap', link) +
      caught('land', link) +
      flows('a > jump, a > leap, land > end') +
      through,
  ],
  [
    'a start event in an ad-hoc subprocess',
    sub('a', '<startEvent id="s"/>' + pass('x') + flows('s > x'), 'adHocSubProcess') + through,
    'flow.misplaced_event',
    's',
  ],
  [
    'an element of a subprocess that nothing leads to',
    sub('a', `${whole}${caught('lost', link)}${flows('lost > e')}`) + through,
    'flow.unreachable_element',
    'lost',
  ],
  [
    'a path that ends in a subprocess without end',
    sub('a', `<startEvent id="s"/>${pass('x')}${flows('s > x')}`) + through,
    'flow.no_way_to_end',
    'x',
  ],
]

test.each(rows)('%s', (_, body, code, element) => expectFault(body, code, element))
