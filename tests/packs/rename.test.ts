import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runCases } from '../../engine/src/host/run-cases.ts'
import type { FunctionDefinition } from '../../engine/src/host/sdk/define-function.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import type { EntityModel } from '../../engine/src/metadata/entity-model.ts'
import { planRename, type RenameInput, type RenamePlan } from '../../engine/src/metadata/rename/plan-rename.ts'
import { realPacks } from '../support/real-packs.ts'

const repository = path.resolve(import.meta.dirname, '../..')
const packs = await realPacks()
const input: RenameInput = { ...packs, data: demoData() }
const { sources, compiled } = await compileDefinitions(packs)

function demoData(): { file: string; text: string }[] {
  return packs.packs.flatMap(({ folder }) => {
    const data = `${folder}/demo-data`
    if (!fs.existsSync(path.join(repository, data))) return []
    const names = fs.readdirSync(path.join(repository, data))
    return names.map(name => ({
      file: `${data}/${name}`,
      text: fs.readFileSync(path.join(repository, data, name), 'utf8'),
    }))
  })
}

/** The packs as the plan leaves them. */
function after(before: RenameInput, { changes }: RenamePlan): RenameInput {
  const byFile = new Map(changes.map(change => [change.file, change]))
  const changed = (file: string, text: string) => {
    const change = byFile.get(file)
    return change ? { file: change.newFile ?? file, text: change.text } : { file, text }
  }
  return {
    ...before,
    packs: before.packs.map(({ folder, files }) => ({
      folder,
      files: files.map(({ path: name, text }) => {
        const { file, text: now } = changed(`${folder}/${name}`, text)
        return { path: file.slice(folder.length + 1), text: now }
      }),
    })),
    data: (before.data ?? []).map(({ file, text }) => changed(file, text)),
  }
}

const textsOf = ({ packs: folders, data = [] }: RenameInput): Record<string, string> =>
  Object.fromEntries(
    [
      ...folders.flatMap(({ folder, files }) => files.map(each => [`${folder}/${each.path}`, each.text])),
      ...data.map(each => [each.file, each.text]),
    ].sort(([a], [b]) => (a! < b! ? -1 : 1)),
  )

const withoutOrigin = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [
      file,
      file.endsWith('.entity.json') ? stripped(JSON.parse(text)) : text,
    ]),
  )

const stripped = (content: unknown): string =>
  JSON.stringify(content, (key, value: unknown) => (key === 'x-renamed-from' ? undefined : value), 2)

const entities = [...compiled.values()].flatMap(each => (each.source.kind === 'entity' ? [each] : []))
const fields = entities.flatMap(({ source, compiled: model }) =>
  (model as EntityModel).fields.flatMap(field =>
    field.type === 'lines'
      ? (field.fields ?? []).map(inner => `${source.id}#${field.name}.${inner.name}`)
      : [`${source.id}#${field.name}`],
  ),
)
/** Those that are named after others are renamed with them. */
const definitions = [...sources.values()].flatMap(({ id, kind }) =>
  packs.kinds.find(each => each.name === kind)!.namedAfter === undefined ? [id] : [],
)

async function renamedAndBack(target: string): Promise<void> {
  const [id, field] = target.split('#')
  const oldName = (field ?? id!).split(/[/.]/).at(-1)!
  const plan = await planRename(input, target, 'entirely_new')
  const renamed = after(input, plan)
  const back = `${field === undefined ? id!.replace(/[^/]+$/, 'entirely_new') : `${id}#${field.replace(/[^.]+$/, 'entirely_new')}`}`

  const again = await planRename(renamed, back, oldName)

  expect(plan.uses.length).toBeGreaterThan(0)
  expect(withoutOrigin(textsOf(after(renamed, again)))).toEqual(withoutOrigin(textsOf(input)))
}

const rounds = process.env['JINGWEI_LONG'] ? 100 : 4

test(
  'a field renamed, and renamed back, leaves every text as it was but for the note of its old name',
  { timeout: 900_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...fields), renamedAndBack), { numRuns: rounds })
  },
)

test('a definition renamed, and renamed back, leaves every text as it was', { timeout: 900_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...definitions), renamedAndBack), { numRuns: rounds })
})

test('what is renamed is computed, decided and approved as before', async () => {
  let renamed = input
  for (const [field, name] of [
    ['discount_pct', 'discount'],
    ['lines.gross', 'gross_amount'],
    ['valid_to', 'ends_on'],
    ['status', 'stage'],
  ] as const)
    renamed = after(renamed, await planRename(renamed, `sales/entity/contract#${field}`, name))
  const output = await compileDefinitions(renamed)

  const report = await runCases({ ...output, functions: packs.functions as readonly FunctionDefinition[] })

  expect(report.failed).toEqual([])
  expect(report.passed).toBeGreaterThan(10)
})
