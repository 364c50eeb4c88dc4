import { test } from 'vitest'
import { approval, flows } from '../fixtures/compiled.ts'
import {
  pass,
  timer,
  boundary,
  caught,
  sub,
  whole,
  event,
  eventStart,
  through,
  error,
  message,
  several,
  expectFault,
  type Row,
} from '../fixtures/process-parts.ts'

const rows: Row[] = [
  [
    'an error of a called flow',
    '<callActivity id="a" calledElement="other_flow"/>' + boundary('b', 'a', error) + flows('b > end') + through,
  ],
  [
    'an event subprocess that is a loop',
    pass('a') +
      event('on', eventStart('on', message)).replace(
        '</subProcess>',
        `${several('<loopCardinality>3</loopCardinality>')}</subProcess>`,
      ) +
      through,
    'flow.unsupported_element',
    'on',
  ],
  ['a loop without count', pass('a', several('')) + through, 'flow.loop_without_count', 'a'],
  [
    'a loop with both',
    pass('a', several('<loopCardinality>3</loopCardinality>', 'jw:collection="=[1]"')) + through,
    'flow.loop_without_count',
    'a',
  ],
  [
    'a cardinality that is no number',
    pass('a', several('<loopCardinality>three</loopCardinality>')) + through,
    'flow.unknown_value',
    'a',
  ],
  ['a cardinality', pass('a', several('<loopCardinality>3</loopCardinality>')) + through],
  [
    'a standard loop without end',
    pass('a', '<standardLoopCharacteristics/>') + through,
    'flow.loop_without_count',
    'a',
  ],
  ['a standard loop', pass('a', '<standardLoopCharacteristics loopMaximum="3"/>') + through],
  [
    'an approval that is a standard loop',
    approval('a', 'x').replace('</userTask>', '<standardLoopCharacteristics loopMaximum="3"/></userTask>') + through,
    'flow.approval_multi_instance',
    'a',
  ],
  [
    'a completion condition that is no condition',
    pass('a', several('<loopCardinality>3</loopCardinality><completionCondition>=1 + 1</completionCondition>')) +
      through,
    'flow.condition_not_boolean',
    'a',
  ],
  ['a call of nothing', '<callActivity id="a"/>' + through, 'flow.missing_attribute', 'a'],
  [
    'a call of what is not there',
    '<callActivity id="a" calledElement="other_flo"/>' + through,
    'flow.unknown_flow',
    'a',
  ],
  ['a call of itself', '<callActivity id="a" calledElement="sample"/>' + through],
  [
    'a call of a version that it does not name',
    '<callActivity id="a" calledElement="other_flow" jw:binding="version"/>' + through,
    'flow.missing_attribute',
    'a',
  ],
  ['a message without name', caught('a', '<messageEventDefinition/>') + through, 'flow.missing_attribute', 'a'],
  ['a topic that is empty', '<serviceTask id="a" jw:topic=""/>' + through, 'flow.missing_attribute', 'a'],
  [
    'retries that are none',
    '<serviceTask id="a" jw:topic="x" jw:retries="often"/>' + through,
    'flow.retries_invalid',
    'a',
  ],
  ['no retries at all', '<serviceTask id="a" jw:topic="x" jw:retries="0"/>' + through, 'flow.retries_invalid', 'a'],
  [
    'a priority that is none',
    '<serviceTask id="a" jw:topic="x" jw:jobPriority="high"/>' + through,
    'flow.unknown_value',
    'a',
  ],
  [
    'a mapping into a boundary event',
    sub('a', whole) +
      boundary('b', 'a', `<extensionElements><jw:inputMapping name="x" value="1"/></extensionElements>${timer}`) +
      flows('b > end') +
      through,
    'flow.mapping_place',
    'b',
  ],
  [
    'a name of ours as a variable',
    pass('a', '<extensionElements><jw:outputMapping name="record" value="1"/></extensionElements>') + through,
    'flow.bad_variable',
    'a',
  ],
  [
    'a return into a subprocess',
    sub('a', `<startEvent id="s"/>${pass('x')}<endEvent id="e"/>${flows('s > x > e')}`) +
      approval('b', 'y', 'returnTo="x"') +
      flows('start > a > b > end'),
    'flow.unknown_element',
    'b',
  ],
  [
    'a return out of a subprocess',
    pass('a') +
      sub('b', `<startEvent id="s"/>${approval('x', 'y', 'returnTo="a"')}<endEvent id="e"/>${flows('s > x > e')}`) +
      flows('start > a > b > end'),
  ],
]

test.each(rows)('%s', (_, body, code, element) => expectFault(body, code, element))
