import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { builtinFunctions } from '../../engine/src/host/builtin-functions.ts'
import { functionRegistry } from '../../engine/src/host/function-registry.ts'
import { readPackFolder } from '../../engine/src/host/read-pack-folder.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import type { LocalText } from '../../engine/src/metadata/assemble.ts'
import type { Change } from '../../engine/src/metadata/compare/change.ts'
import { contentNode, orderOf, valueOf, type Branch } from '../../engine/src/metadata/compare/content-node.ts'
import { nodeUnder } from '../../engine/src/metadata/compare/node-under.ts'
import { patchOf } from '../../engine/src/metadata/compare/patch.ts'
import { compileDefinitions } from '../../engine/src/metadata/compile-definitions.ts'
import { readTree, treeSchema } from '../../engine/src/metadata/content-tree.ts'
import type { Kind } from '../../engine/src/metadata/kind.ts'
import type { Side } from '../../engine/src/metadata/merge/merge-result.ts'
import { readLocalLayer, writeLocalLayer, type LocalLayer } from '../../engine/src/metadata/pack-file/local-layer.ts'
import type { PackFolder } from '../../engine/src/metadata/pack.ts'
import { localTexts, mergeLocal, type Choices, type MergedLocal } from '../../engine/src/runtime/packs/merge-local.ts'
import { packTexts, type PackTexts } from '../../engine/src/runtime/publishing/pack-texts.ts'

// The folders are frozen: a pack, its next version, and an installation that changed thirty things in the first.
const read = (folder: string) => readPackFolder(path.join(import.meta.dirname, 'upgrade', folder))

let next: PackFolder
let before: PackTexts
let after: PackTexts
let layer: LocalLayer

beforeAll(async () => {
  next = await read('1.1')
  before = await packTexts([await read('1.0')], kinds)
  after = await packTexts([next], kinds)
  layer = readLocalLayer((await read('local')).files, kinds)
})

const upgrade = (choices: Choices = {}): Promise<MergedLocal[]> =>
  mergeLocal({ before, after, local: layer.definitions, kinds, choices })

const kindOf = (id: string): Kind => kinds.find(kind => kind.name === id.split('/')[1])!

/** The thirty edits, as the comparison with the old pack finds them. */
async function edits(): Promise<{ id: string; change: Change }[]> {
  const found = layer.definitions.map(async ({ id, text }) => {
    const changes = await patchOf(kindOf(id), before.sources.get(id)?.text, text)
    return changes.map(change => ({ id, change }))
  })
  return (await Promise.all(found)).flat()
}

async function chosen(side: Side): Promise<MergedLocal[]> {
  const conflicts = (await upgrade()).flatMap(each => each.conflicts)
  return upgrade(Object.fromEntries(conflicts.map(each => [each.key, side])))
}

/** The text of a definition after the upgrade: the local one, else the pack's. */
const resultOf = (merged: readonly MergedLocal[], id: string): string | undefined =>
  localTexts(merged).find(each => each.id === id)?.text ?? after.sources.get(id)?.text

/** The one field that the new version renames. */
const followed = (pointer: string): string => pointer.replace('/properties/phone/', '/properties/mobile/')

/** Whether a text shows an edit, asked of the text alone. */
async function shows(id: string, text: string | undefined, change: Change): Promise<boolean> {
  if (text === undefined) return false
  const { op, at, before: old, after: value, behind } = change
  const kind = kindOf(id)
  const tree = contentNode(await readTree(kind, text), treeSchema(kind))
  const found = nodeUnder(tree, followed(at))
  if (op === 'move') {
    const [parent, key] = [at.slice(0, at.lastIndexOf('/')), at.slice(at.lastIndexOf('/') + 1)]
    const order = orderOf(nodeUnder(tree, parent) as Branch)
    return order[order.indexOf(key) - 1] === behind
  }
  if (found === undefined) return false
  // Of a text that both sides changed the new lines must be there.
  if (typeof value === 'string' && value.includes('\n'))
    return newLines(old, value).every(line => linesOf(valueOf(found)).includes(line))
  return JSON.stringify(valueOf(found)) === JSON.stringify(value)
}

const linesOf = (text: unknown): string[] => String(text).split('\n')
const newLines = (old: unknown, now: unknown): string[] => linesOf(now).filter(line => !linesOf(old).includes(line))

async function lost(merged: readonly MergedLocal[]): Promise<string[]> {
  const found: string[] = []
  for (const { id, change } of await edits())
    if (!(await shows(id, resultOf(merged, id), change))) found.push(`${id}${change.at}`)
  return found
}

function diagnosticsOver(local: readonly LocalText[]) {
  const functions = functionRegistry(builtinFunctions).all
  return compileDefinitions({ packs: [next], kinds, functions, local }).then(output => output.diagnostics)
}

/** The new version puts a rule behind the one that always holds; the warning is its own. */
const MOVED_RULE = ['rule_set.rule_never_taken']

const CONFLICTS = [
  'workshop/entity/part/properties/stock both_changed',
  'workshop/entity/repair_order/properties/remark deleted_and_changed',
  'workshop/entity/repair_order/properties/subject/maxLength both_changed',
  'workshop/form/repair_order_edit/sections/fault/fields/fault/help both_changed',
  'workshop/page/part_list deleted_and_changed',
  'workshop/rule-set/order_gate/rules/small/conditions/all/amount lessThanInclusive both_changed',
]

test('the recorded local layer has thirty edits', async () => {
  expect(await edits()).toHaveLength(30)
})

test('the upgrade asks about six of them and merges the rest', async () => {
  const merged = await upgrade()

  const conflicts = merged.flatMap(each => each.conflicts.map(({ at, reason }) => `${each.id}${at} ${reason}`))
  expect(conflicts.sort()).toEqual(CONFLICTS)
  expect(merged.map(({ id, state }) => `${state} ${id}`).sort()).toEqual([
    'in_conflict workshop/entity/part',
    'in_conflict workshop/entity/repair_order',
    'in_conflict workshop/form/repair_order_edit',
    'in_conflict workshop/page/part_list',
    'in_conflict workshop/rule-set/order_gate',
    'kept workshop/entity/visit',
    'merged workshop/article/how_to_repair',
    'merged workshop/document-template/repair_order_print',
    'merged workshop/entity/client',
    'merged workshop/flow/repair_approval',
    'merged workshop/page/repair_order_list',
    'merged workshop/role/planner',
  ])
})

test('with our side chosen everywhere every edit is in the result, which has no error', async () => {
  const merged = await chosen('ours')

  expect(await lost(merged)).toEqual([])
  expect((await diagnosticsOver(localTexts(merged))).map(each => each.code)).toEqual(MOVED_RULE)
})

test('with their side chosen everywhere only the six are gone, and the result has no error', async () => {
  const merged = await chosen('theirs')

  expect((await lost(merged)).sort()).toEqual([
    'workshop/entity/part/properties/stock/maximum',
    'workshop/entity/repair_order/properties/remark/maxLength',
    'workshop/entity/repair_order/properties/subject/maxLength',
    'workshop/form/repair_order_edit/sections/fault/fields/fault/help',
    'workshop/page/part_list/columns/stock',
    'workshop/rule-set/order_gate/rules/small/conditions/all/amount lessThanInclusive',
  ])
  expect((await diagnosticsOver(localTexts(merged))).map(each => each.code)).toEqual(MOVED_RULE)
})

test('what the new version changed is in the result too, save where ours was chosen', async () => {
  const merged = await chosen('ours')
  const gone: string[] = []
  for (const { id, text } of localTexts(merged)) {
    const [base, theirs] = [before.sources.get(id)?.text, after.sources.get(id)?.text]
    if (theirs === undefined) continue
    for (const change of await patchOf(kindOf(id), base, theirs)) {
      const asked = merged.some(each => each.conflicts.some(({ at }) => each.id === id && change.at.startsWith(at)))
      if (change.op === 'add' || change.op === 'replace')
        if (!asked && !(await shows(id, text, change))) gone.push(`${id}${change.at}`)
    }
  }

  // Renamed by the pack, made longer here: it has the new name and our length.
  expect(gone).toEqual(['workshop/entity/client/properties/mobile'])
})

test('choices belong to one conflict each: a mixture decides each place by itself', async () => {
  const conflicts = (await upgrade()).flatMap(each => each.conflicts)
  const sides = conflicts.map((each, i) => [each.key, (['base', 'theirs', 'ours'] as const)[i % 3]!] as const)

  const merged = await upgrade(Object.fromEntries(sides))

  expect(new Set(conflicts.map(each => each.key)).size).toBe(6)
  expect(merged.flatMap(each => each.conflicts.map(({ choice }) => choice))).not.toContain(undefined)
  expect(merged.some(each => each.state === 'in_conflict')).toBe(false)
})

test('what was taken over by the pack is no local change any more', async () => {
  const id = 'workshop/role/mechanic'
  const local = [{ id, text: after.sources.get(id)!.text }]

  const [merged] = await mergeLocal({ before, after, local, kinds })

  expect(merged).toMatchObject({ state: 'taken_over', kept: [], conflicts: [] })
  expect(localTexts([merged!])).toEqual([])
})

test('the local layer of a pack that goes is asked about, the layer of the others is left alone', async () => {
  const without: PackTexts = { sources: new Map(), versions: new Map() }

  const merged = await mergeLocal({ before, after: without, local: layer.definitions, kinds })

  expect(merged.map(each => each.conflicts.map(({ reason }) => reason))).toEqual(merged.map(() => ['pack_removed']))
  const keys = merged.flatMap(each => each.conflicts.map(({ key }) => key))
  const dropped = await mergeLocal({
    before,
    after: without,
    local: layer.definitions,
    kinds,
    choices: Object.fromEntries(keys.map(key => [key, 'theirs'])),
  })
  expect(localTexts(dropped)).toEqual([])
})

test('a local layer is written as it was read, byte by byte', async () => {
  const { files } = await read('local')

  const written = writeLocalLayer(layer, kinds)

  expect(written.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(files)
})
