import { expect, test } from 'vitest'
import { linkerOf } from '../../../metadata/linker.ts'
import type { Source } from '../../../metadata/kind.ts'
import { compileFlow } from '../compile.ts'
import type { FlowContent } from '../content.ts'
import { flowText, flows } from '../fixtures/compiled.ts'
import { parseFlow } from '../parse.ts'

/** Milliseconds; on an idle machine it takes a sixth of it, most of that for reading its expressions. */
const MOST = 250

const many = <Made>(count: number, make: (i: number) => Made): Made[] =>
  Array.from({ length: count }, (_, i) => make(i))

/** A text as large as texts may be: inclusive splits and joins in a row, with scripts and conditions over what they set. */
function largest(): string {
  const sections = 110
  const script = (id: string, name: string, feel: string) =>
    `<scriptTask id="${id}" jw:resultVariable="${name}"><script>${feel}</script></scriptTask>`
  const elements = many(
    sections,
    i =>
      `${script(`a${i}`, `v${i}`, `${i} + count([1, 2, 3])`)}${script(`b${i}`, `w${i}`, `v${i} * 2`)}<inclusiveGateway id="g${i}" default="g${i}_j${i}"/><inclusiveGateway id="j${i}"/>`,
  )
  const chain = many(sections, i => `a${i} > g${i} > b${i} > j${i}`).join(' > ')
  const conditions = Object.fromEntries(many(sections, i => [`g${i}_b${i}`, `v${i} > 3`]))
  const short = many(sections, i => flows(`g${i} > j${i}`)).join('')
  return flowText(
    `<startEvent id="start"/>${elements.join('')}<endEvent id="end"/>${flows(`start > ${chain} > end`, conditions)}${short}`,
  )
}

test('the largest text compiles while nobody notices', async () => {
  const text = largest()
  const { content, locate } = await parseFlow({ text, file: 'flows/sample.bpmn' })
  expect(content!.elements.length + content!.flows.length).toBeGreaterThan(950)
  const source: Source<FlowContent> = {
    id: 'test/flow/sample',
    kind: 'flow',
    pack: 'test',
    name: 'sample',
    title: '',
    file: 'flows/sample.bpmn',
    text,
    hash: '',
    layers: ['test'],
    content: content!,
    locate: locate!,
  }
  const link = linkerOf({ sources: [], compiled: new Map(), functions: [] })

  const took = many(5, () => {
    const begin = performance.now()
    expect(compileFlow(source, link).diagnostics).toEqual([])
    return performance.now() - begin
  })

  expect(Math.min(...took)).toBeLessThan(MOST)
})
