import { expect, test } from 'vitest'
import { END, START, flowText, flows } from './fixtures/compiled.ts'
import { parseFlow } from './parse.ts'

const parse = (text: string) => parseFlow({ text, file: 'flows/sample.bpmn' })

test('elements and sequence flows are read in the order of the text', async () => {
  const { content, diagnostics, name, title } = await parse(flowText(`${START}${flows('start > end')}${END}`))

  expect(diagnostics).toEqual([])
  expect([name, title]).toEqual(['sample', '样例'])
  expect(content!.elements.map(e => [e.id, e.type])).toEqual([
    ['start', 'startEvent'],
    ['end', 'endEvent'],
  ])
  expect(content!.flows).toEqual([{ id: 'start_end', title: '', from: 'start', to: 'end' }])
})

test('the settings of an approval default to the careful ones', async () => {
  const task =
    '<userTask id="a"><extensionElements><jw:approval><jw:approver type="unit_head" unitType="area"/></jw:approval></extensionElements></userTask>'
  const { content } = await parse(flowText(task))

  expect(content!.elements[0]).toMatchObject({
    kind: 'approval',
    approval: {
      mode: 'all',
      starter: 'superior',
      empty: 'incident',
      dedupe: 'none',
      opinion: 'on_return',
      approvers: [{ type: 'unit_head', unitType: 'area' }],
    },
  })
})

test('a missing cancelActivity means interrupting', async () => {
  const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'
  const { content } = await parse(
    flowText(`<userTask id="a"/><boundaryEvent id="b" attachedToRef="a">${timer}</boundaryEvent>
      <boundaryEvent id="c" attachedToRef="a" cancelActivity="false">${timer}</boundaryEvent>`),
  )

  expect(content!.elements.slice(1).map(e => e.interrupting)).toEqual([true, false])
})

test('a place is the line and column of the element', async () => {
  const { locate } = await parse(flowText(`${START}\n  ${END}`))

  expect(locate('end')).toEqual({ line: 6, column: 3 })
  expect(locate('/elements/1/title')).toEqual({ line: 6, column: 3 })
  expect(locate('nowhere')).toEqual({ line: 1, column: 1 })
})

test.each([
  ['a tag that is not closed', flowText('<userTask id="a">'), 'flow.xml', 6],
  ['text that is no XML', 'hello', 'flow.xml', 1],
  ['an empty text', '', 'flow.xml', 1],
  ['an element that BPMN does not know', flowText('\n<frobnicate id="a"/>'), 'flow.xml', 6],
  [
    'an extension that we do not know',
    flowText('<userTask id="a"><extensionElements>\n<jw:frob/></extensionElements></userTask>'),
    'flow.xml',
    6,
  ],
  ['an attribute that we do not know', flowText('\n<userTask id="a" jw:frob="1"/>'), 'flow.xml', 6],
  ['an id that stands twice', flowText('<userTask id="a"/>\n<userTask id="a"/>'), 'flow.xml', 6],
  [
    'a flow to nowhere',
    flowText('<userTask id="a"/>\n<sequenceFlow id="f" sourceRef="a" targetRef="gone"/>'),
    'flow.xml',
    6,
  ],
  ['a document type', `<!DOCTYPE x>${flowText('')}`, 'flow.doctype', 1],
  ['an entity declaration', `${flowText('')}\n<!ENTITY x "y">`, 'flow.doctype', 8],
  ['a text over 2 MB', flowText(`<!--${'x'.repeat(2 * 1024 * 1024)}-->`), 'flow.too_large', 1],
  [
    'no process',
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"/>',
    'flow.one_process',
    1,
  ],
  [
    'a mode that is not known',
    flowText('\n<userTask id="a"><extensionElements><jw:approval mode="most"/></extensionElements></userTask>'),
    'flow.unknown_value',
    6,
  ],
])('%s is refused with its line', async (_, text, code, line) => {
  const { diagnostics } = await parse(text)

  expect(diagnostics[0]).toMatchObject({ code, severity: 'error', file: 'flows/sample.bpmn', line })
})

test('a billion laughs never grow', async () => {
  const laughs =
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><definitions>&b;</definitions>'

  expect((await parse(laughs)).diagnostics.map(d => d.code)).toEqual(['flow.doctype'])
})
