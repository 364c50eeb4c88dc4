import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compilePacks } from '../../host/compile-packs.ts'
import { kinds } from '../../kinds/index.ts'
import { importFlow } from '../../kinds/flow/import/import-flow.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { importCommand } from './import.ts'

let folder: string
let pack: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-import-'))
  pack = path.join(folder, 'orders')
  fs.mkdirSync(pack)
  const manifest = { name: 'orders', version: '1.0.0', title: '订单', engine: '>=0.1.0', locales: ['zh-CN'] }
  fs.writeFileSync(path.join(pack, 'pack.json'), JSON.stringify(manifest))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'

/** Windows line ends, a comment and odd spaces: a text that nobody may tidy up. */
const model = (work: string, id = 'Ship.Order') =>
  [
    `<bpmn:definitions xmlns:bpmn="${BPMN}" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"   targetNamespace="t">`,
    `  <!-- <bpmn:process id="${id}"> of last year -->`,
    `  <bpmn:process camunda:versionTag='7' id="${id}" name="Ship > order" isExecutable="true" >`,
    '    <bpmn:documentation>Ship</bpmn:documentation>',
    '    <bpmn:startEvent id="s" />',
    `    <bpmn:serviceTask id="t" camunda:asyncBefore="true" ${work} />`,
    '    <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" />',
    '  </bpmn:process>',
    '</bpmn:definitions>',
    '',
  ].join('\r\n')

async function run(text: string, ...options: string[]) {
  const file = path.join(folder, 'model.bpmn')
  fs.writeFileSync(file, text)
  const terminal = memoryTerminal()
  const argv = ['import', file, ...options]
  const code = await runCli({ argv, commands: [importCommand], parts: () => ({ importFlow }), terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n') }
}

test('says of each element what becomes of it, and writes nothing by itself', async () => {
  const { code, out } = await run(model('camunda:type="external" camunda:topic="ship"'))

  expect(code).toBe(0)
  expect(out).toContain('Flow "Ship.Order", a model of Camunda 7')
  expect(out).toContain('6: serviceTask t runs (camunda:type, camunda:topic, camunda:asyncBefore)')
  expect(fs.existsSync(path.join(pack, 'flows'))).toBe(false)
})

test('what can not run is said with what to do, and the exit code is 1', async () => {
  const { code, out } = await run(model('camunda:class="com.acme.Ship"'))

  expect(code).toBe(1)
  expect(out).toContain('refused: It runs the Java class "com.acme.Ship", which needs a registered function')
  expect(out).toContain("--map 'com.acme.Ship=<module>.<function>'")
})

test('writes the flow into a pack, with the functions named and everything else byte by byte', async () => {
  const text = model('camunda:class="com.acme.Ship"')
  const { code } = await run(text, '--pack', pack, '--map', 'com.acme.Ship=orders.ship')

  const written = fs.readFileSync(path.join(pack, 'flows/Ship.Order.bpmn'), 'utf8')
  expect(code).toBe(0)
  expect(written).toContain('<jw:handler name="com.acme.Ship" function="orders.ship" />')
  const added = /\s*<bpmn:extensionElements>\s*<jw:handler [^>]*>\s*<\/bpmn:extensionElements>/
  expect(written.replace(added, '').replace(' xmlns:jw="urn:jingwei:bpmn:1"', '')).toBe(text)
})

test('a pack with an imported flow has no faults', async () => {
  await run(model('camunda:type="external" camunda:topic="ship"', '发货 Prüfung-2'), '--pack', pack)

  const { diagnostics, sources } = await compilePacks([pack], { kinds, builtins: [] })

  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect([...sources.values()].map(({ name }) => name)).toEqual(['_Prufung-2'])
})

test('a flow that is there is not written over, and an import done again changes nothing', async () => {
  const text = model('camunda:type="external" camunda:topic="ship"')
  await run(text, '--pack', pack)

  expect((await run(text, '--pack', pack)).code).toBe(0)
  expect(await run(text.replace('"ship"', '"send"'), '--pack', pack)).toMatchObject({
    code: 2,
    err: expect.stringContaining('Choose another --name'),
  })
  expect((await run(text.replace('"ship"', '"send"'), '--pack', pack, '--name', 'ship_again')).code).toBe(0)
  expect(fs.readdirSync(path.join(pack, 'flows')).sort()).toEqual(['Ship.Order.bpmn', 'ship_again.bpmn'])
})

test('speaks JSON', async () => {
  const { out } = await run(model('camunda:class="com.acme.Ship"'), '--json')

  expect(JSON.parse(out)).toMatchObject({
    verdict: 'refused',
    dialect: 'camunda7',
    name: 'Ship.Order',
    code: ['com.acme.Ship'],
    written: null,
    elements: [
      { id: 's', type: 'startEvent', verdict: 'runs' },
      { id: 't', type: 'serviceTask', verdict: 'refused', line: 6 },
      { id: 'Ship.Order', type: 'process', verdict: 'runs' },
    ],
  })
})

test.each([
  ['a text that is no BPMN', 'hello', [], 1, /can't be read as BPMN/],
  [
    'a name that can not be one',
    model('camunda:expression="${1}"'),
    ['--name', 'two words'],
    1,
    /can't be the name of a flow/,
  ],
  ['an id of which nothing can stay', model('camunda:expression="${1}"', '发货'), [], 1, /Choose one with --name/],
  ['a map without function', model('camunda:expression="${1}"'), ['--map', 'com.acme.Ship'], 2, /names no function/],
  ['a folder that is no pack', model('camunda:expression="${1}"'), ['--pack', os.tmpdir()], 2, /no pack\.json/],
])('refuses %s', async (_, text, options, code, words) => {
  expect(await run(text, ...options)).toMatchObject({ code, err: expect.stringMatching(words) })
})
