import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canonicalFiles } from '../../host/canonical-files.ts'
import { comparePaths } from '../../host/compare-paths.ts'
import { compilePacks } from '../../host/compile-packs.ts'
import { readPackFolder } from '../../host/read-pack-folder.ts'
import { kinds } from '../../kinds/index.ts'
import { buildPackFile } from '../../metadata/pack-file/pack-file.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import type { Command } from '../command.ts'
import { auditVerify, type AuditReport, type AuditVerifyParts } from './audit-verify.ts'
import { check } from './check.ts'
import { diff, type DiffParts } from './diff.ts'
import { fmt, type FmtParts } from './fmt.ts'
import type { CaseReport } from '../../host/run-cases.ts'
import { test as testCommand, type TestParts } from './test.ts'

let folder: string
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-cli-')), 'shop')
  write('pack.json', { name: 'shop', version: '1.0.0', title: '小店', engine: '>=0.1.0', locales: ['zh-CN'] })
  write('entities/item.entity.json', entity)
})
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }))

const entity = {
  $kind: 'entity',
  name: 'item',
  title: '商品',
  type: 'object',
  'x-display': 'name',
  required: ['name'],
  properties: { name: { type: 'string', title: '名称', maxLength: 80 } },
}

function write(file: string, content: unknown): void {
  const place = path.join(folder, file)
  fs.mkdirSync(path.dirname(place), { recursive: true })
  fs.writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content))
}

const parts = (report: Partial<{ cases: Partial<CaseReport>; audit: AuditReport }> = {}) => ({
  cwd: folder,
  environment: {},
  compilePacks: (folders: readonly string[]) => compilePacks(folders, { kinds, builtins: [] }),
  canonicalFiles: (folders: readonly string[]) => canonicalFiles(folders, kinds),
  comparePaths: (before: string, after: string) => comparePaths(before, after, kinds),
  compareInstalled: async (_: object, pack: string) => comparePaths(folder, pack, kinds),
  runCases: async () => ({ passed: 1, failed: [], cases: [], coverage: [], ...report.cases }),
  verifyAudit: async () => report.audit!,
})

const commands: Command<TestParts & FmtParts & DiffParts & AuditVerifyParts>[] = [
  check,
  fmt,
  diff,
  testCommand,
  auditVerify,
]

async function run(argv: string[], given = parts()) {
  const terminal = memoryTerminal()
  const code = await runCli({ argv, commands, parts: () => given, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n') }
}

test('check finds nothing in a good pack', async () => {
  expect(await run(['check', folder])).toEqual({ code: 0, out: '1 definitions checked: 0 errors, 0 warnings', err: '' })
})

test('check names file, line and column of each fault', async () => {
  write('entities/item.entity.json', JSON.stringify({ ...entity, 'x-display': 'nam' }, null, 2))

  const { code, out } = await run(['check', folder])

  expect(code).toBe(1)
  expect(out).toMatch(/shop\/entities\/item\.entity\.json:\d+:\d+ error .*\[entity\.\w+\]/)
})

test('check speaks JSON', async () => {
  const { out } = await run(['check', folder, '--json'])

  expect(JSON.parse(out)).toEqual({ definitions: 1, diagnostics: [] })
})

test('check of a folder that is not there is a wrong call', async () => {
  const { code, err } = await run(['check', path.join(folder, 'nothing')])

  expect(code).toBe(2)
  expect(err).toMatch(/can't be read/)
})

test('fmt writes the canonical form once', async () => {
  expect((await run(['fmt', folder, '--check'])).code).toBe(1)
  expect((await run(['fmt', folder])).out).toContain('item.entity.json written')

  expect(await run(['fmt', folder])).toEqual({ code: 0, out: '', err: '' })
  expect(fs.readFileSync(path.join(folder, 'entities/item.entity.json'), 'utf8')).toMatch(
    /^\{\n {2}"\$kind": "entity",\n/,
  )
})

test('fmt leaves a text alone that it can not parse', async () => {
  write('entities/item.entity.json', '{ "$kind": ')

  const { code, err } = await run(['fmt', folder])

  expect(code).toBe(1)
  expect(err).toMatch(/can't be parsed/)
  expect(fs.readFileSync(path.join(folder, 'entities/item.entity.json'), 'utf8')).toBe('{ "$kind": ')
})

test('test shows what differs, and what no case reached', async () => {
  const failed = [
    {
      file: 'a.case.json',
      key: 'one',
      title: 'One',
      differences: [{ pointer: '/level', expected: 2, actual: undefined }],
    },
  ]
  const coverage = [{ of: 'rule-set/level', parts: 3, reached: 2, missed: ['l2'] }]

  expect(await run(['test', folder, '--coverage'], parts({ cases: { passed: 2, failed, coverage } }))).toMatchObject({
    code: 1,
    out: 'a.case.json one: One\n  /level: expected 2, got nothing\nrule-set/level: 2 of 3 reached\n  not reached: l2\n2 passed, 1 failed',
  })
  expect((await run(['test', folder])).code).toBe(0)
})

test('test of packs without a case passes, and says so', async () => {
  const { code, out } = await run(['test', folder], parts({ cases: { passed: 0 } }))

  expect(code).toBe(0)
  expect(out).toMatch(/There is no case in these packs.*\n0 passed, 0 failed/)
})

test('test writes JUnit XML for build servers', async () => {
  const file = path.join(path.dirname(folder), 'junit.xml')

  await run(['test', folder, '--junit', file])

  expect(fs.readFileSync(file, 'utf8')).toMatch(/^<\?xml .*\n<testsuites tests="0" failures="0"/)
})

test('audit verify says what is proved and what is not yet sealed', async () => {
  const audit = { blocks: 2, sealed: 9, faults: [], unsealed: { entries: 3, oldestAgeMs: 420 } }

  expect(await run(['audit', 'verify'], parts({ audit }))).toMatchObject({
    code: 0,
    out: '9 sealed entries in 2 blocks: all proved\n3 entries not yet sealed, the oldest 0.4 s old',
  })
  expect((await run(['audit', 'verify'], parts({ audit: { ...audit, faults: ['Entry 3 was edited.'] } }))).code).toBe(1)
})

test('fmt writes flows too, and says which comments are gone', async () => {
  write(
    'flows/f.bpmn',
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x"><!-- why --><process id="f"/></definitions>',
  )

  const { out } = await run(['fmt', folder])

  expect(out).toContain('flows/f.bpmn written, without its comment')
  expect(fs.readFileSync(path.join(folder, 'flows/f.bpmn'), 'utf8')).toMatch(/\n {2}<process id="f" \/>\n/)
  expect((await run(['fmt', folder, '--check'])).code).toBe(0)
})

test('diff tells the changes between two packs in sentences, and between two files', async () => {
  const newer = path.join(path.dirname(folder), 'newer')
  fs.cpSync(folder, newer, { recursive: true })
  const retyped = { ...entity, properties: { name: { type: 'boolean', title: '名称' } } }
  const file = path.join(newer, 'entities/item.entity.json')
  fs.writeFileSync(file, JSON.stringify(retyped))

  expect((await run(['diff', folder, folder])).out).toBe('Nothing changes.')
  const folders = await run(['diff', folder, newer])
  expect(folders.code).toBe(0)
  expect(folders.out).toContain('entities/item.entity.json')
  expect(folders.out).toContain('~ field retyped: name /properties/name/type "string" → "boolean" [breaking]')
  const files = await run(['diff', path.join(folder, 'entities/item.entity.json'), file, '--json', '--breaking'])
  expect(files.code).toBe(1)
  expect(JSON.parse(files.out).files[0].comparison).toMatchObject({ impact: 'breaking' })
})

test('diff takes a pack file for a pack', async () => {
  const [file, newer] = ['old.jwpack', 'newest'].map(name => path.join(path.dirname(folder), name))
  const { bytes } = await buildPackFile(await readPackFolder(folder), kinds)
  fs.writeFileSync(file!, bytes)
  fs.cpSync(folder, newer!, { recursive: true })
  fs.writeFileSync(path.join(newer!, 'entities/item.entity.json'), JSON.stringify({ ...entity, title: '物品' }))

  expect((await run(['diff', file!, folder])).out).toBe('Nothing changes.')
  expect((await run(['diff', file!, newer!])).out).toContain('/title')
})

test('diff compares one pack with what is installed, and two with each other', async () => {
  expect((await run(['diff', folder, '--installed'])).out).toBe('Nothing changes.')
  expect(await run(['diff', folder])).toMatchObject({ code: 2 })
  expect(await run(['diff', folder, folder, '--installed'])).toMatchObject({ code: 2 })
})

test('diff of things that are not alike is a wrong call', async () => {
  expect(await run(['diff', folder, path.join(folder, 'pack.json')])).toMatchObject({ code: 2 })
  expect(await run(['diff', folder, path.join(folder, 'nothing')])).toMatchObject({ code: 2 })
})
