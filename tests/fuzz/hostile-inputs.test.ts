import { expect, test } from 'vitest'
import { kinds } from '../../engine/src/kinds/index.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'

/** What a text that means harm costs at most, in ms of processor time. */
const LONGEST = 1000

const entity = (rest: string) =>
  `{"$kind":"entity","name":"a","title":"A","type":"object","x-display":"b","properties":{${rest}}}`
const bpmn = (inside: string, before = '') =>
  `<?xml version="1.0"?>${before}<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x"><bpmn:process id="a" isExecutable="true">${inside}</bpmn:process></bpmn:definitions>`
const template = (body: string) =>
  `---json\n{"$kind":"document-template","name":"a","title":"A","entity":"b","format":"pdf"}\n---\n${body}`
const article = (body: string) => `---json\n{"$kind":"article","name":"a","title":"A"}\n---\n${body}`
const flows = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `<bpmn:sequenceFlow id="f${i}" sourceRef="g${i % 300}" targetRef="g${(i * 7) % 300}"/>`,
  ).join('')
const forks = Array.from({ length: 300 }, (_, i) => `<bpmn:parallelGateway id="g${i}"/>`).join('') + flows(600)
const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'

/** Costs of one definition in a pack of its own, and the codes of all that was found. */
async function checked(path: string, text: string) {
  const manifest = '{"name":"p","version":"1.0.0","title":"P","engine":"*","locales":["zh-CN"]}'
  const files = [
    { path: 'pack.json', text: manifest },
    { path, text },
  ].filter((file, i, all) => all.findLastIndex(each => each.path === file.path) === i)
  const before = process.cpuUsage()
  const { diagnostics } = await compileDefinitions({ packs: [{ folder: 'p', files }], kinds, functions: [] })
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1000, codes: [...new Set(diagnostics.map(each => each.code))], diagnostics }
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test.each([
  ['JSON nested 10,000 deep', 'entities/a.entity.json', entity(`"b":${nested(10_000)}`), 'json.too_deep'],
  ['JSON of 3 MB', 'entities/a.entity.json', entity(`"b":{"title":"${'x'.repeat(3_000_000)}"}`), 'json.too_large'],
  ['the key __proto__', 'entities/a.entity.json', entity('"__proto__":{"polluted":true}'), 'json.forbidden_key'],
  ['the key constructor', 'entities/a.entity.json', entity('"constructor":{"prototype":{}}'), 'json.forbidden_key'],
  ['an escaped __proto__', 'entities/a.entity.json', entity('"\\u005f_proto__":{}'), 'json.forbidden_key'],
  [
    'a key twice',
    'entities/a.entity.json',
    entity('"b":{"type":"string"},"b":{"type":"integer"}'),
    'json.duplicate_key',
  ],
  [
    'a $ref to the network',
    'entities/a.entity.json',
    entity('"b":{"$ref":"http://127.0.0.1:1/a"}'),
    'schema.unknown_key',
  ],
  ['a $dynamicRef', 'entities/a.entity.json', entity('"b":{"$dynamicRef":"#a"}'), 'schema.unknown_key'],
  [
    'an $id that moves references',
    'entities/a.entity.json',
    '{"$id":"http://127.0.0.1:1/","$kind":"entity","name":"a","title":"A","properties":{}}',
    'schema.unknown_key',
  ],
  [
    'a pattern with a look-around',
    'entities/a.entity.json',
    entity('"b":{"type":"string","title":"B","pattern":"(?=a)b"}'),
    'entity.invalid_pattern',
  ],
  [
    'a pattern that repeats a billion times',
    'entities/a.entity.json',
    entity('"b":{"type":"string","title":"B","pattern":"((a{1000}){1000}){1000}"}'),
    'entity.invalid_pattern',
  ],
  ['a manifest nested 10,000 deep', 'pack.json', nested(10_000), 'json.too_deep'],
  ['a locale with __proto__', 'locales/en.json', '{"__proto__":{"/title":"x"}}', 'json.forbidden_key'],
  ['a case file nested 10,000 deep', 'cases/a.case.json', nested(10_000), 'json.too_deep'],
  [
    'a row of reference data nested 10,000 deep',
    'reference-data/a.jsonl',
    `{"$kind":"reference-data","name":"a","title":"A","key":["b"]}\n{"b":${nested(10_000)}}`,
    'json.too_deep',
  ],
  ['a billion laughs', 'flows/a.bpmn', bpmn('&c;', laughs), 'flow.doctype'],
  [
    'an external entity',
    'flows/a.bpmn',
    bpmn('&b;', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    'flow.doctype',
  ],
  ['an id twice', 'flows/a.bpmn', bpmn('<bpmn:userTask id="t"/><bpmn:userTask id="t"/>'), 'flow.xml'],
  [
    'elements nested 5,000 deep',
    'flows/a.bpmn',
    bpmn(`${'<bpmn:subProcess>'.repeat(5000)}${'</bpmn:subProcess>'.repeat(5000)}`),
    'flow.too_deep',
  ],
  ['30,000 tasks of one id', 'flows/a.bpmn', bpmn('<bpmn:userTask id="t"/>'.repeat(30_000)), 'flow.too_many_elements'],
  [
    '1,200 tasks',
    'flows/a.bpmn',
    bpmn(Array.from({ length: 1200 }, (_, i) => `<bpmn:userTask id="t${i}"/>`).join('')),
    'flow.too_many_elements',
  ],
  ['300 forks in circles', 'flows/a.bpmn', bpmn(forks), 'flow.no_start'],
  ['an element called __proto__', 'flows/a.bpmn', bpmn('<bpmn:startEvent id="__proto__"/>'), 'flow.forbidden_id'],
  [
    'a template of 20,000 open blocks',
    'document-templates/a.hbs',
    template('{{#if b}}'.repeat(20_000)),
    'document_template.too_complex',
  ],
  [
    'a template of 20,000 sub-expressions',
    'document-templates/a.hbs',
    template(`{{a ${'(a '.repeat(20_000)}${')'.repeat(20_000)}}}`),
    'document_template.too_complex',
  ],
  [
    'a template of 10,000 tags inside of each other',
    'document-templates/a.hbs',
    template('<b>'.repeat(10_000)),
    'document_template.too_complex',
  ],
  ['a template of 1 MB', 'document-templates/a.hbs', template('x'.repeat(1_000_000)), 'document_template.too_complex'],
  ['an article of 30,000 quotes', 'articles/a.md', article('>'.repeat(30_000)), 'article.too_complex'],
  ['an article of 30,000 brackets', 'articles/a.md', article('['.repeat(30_000)), 'article.too_complex'],
] as const)('%s is refused in time', async (_what, path, text, code) => {
  const { codes, ms } = await checked(path, text)

  expect(codes).toContain(code)
  expect(ms).toBeLessThan(LONGEST)
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('a file with a fault at every letter is told by its first thousand', async () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => `"x_${i}":1`).join(',')
  const { diagnostics, ms } = await checked(
    'entities/a.entity.json',
    `{"$kind":"entity","name":"a","title":"A","properties":{},${keys}}`,
  )

  expect(diagnostics).toHaveLength(1001)
  expect(diagnostics.at(-1)).toMatchObject({
    code: 'definition.more_faults',
    severity: 'error',
    file: 'p/entities/a.entity.json',
  })
  expect(ms).toBeLessThan(LONGEST)
})

test('a sentence does not carry the whole input back', async () => {
  const { diagnostics } = await checked(
    'entities/a.entity.json',
    `{"$kind":"entity","name":"a","title":"A","${'x'.repeat(100_000)}":1}`,
  )

  expect(diagnostics.map(each => each.message.length).filter(length => length > 2_001)).toEqual([])
  expect(diagnostics).not.toEqual([])
})
