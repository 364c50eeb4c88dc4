import { expect, test } from 'vitest'
import { sha256 } from '../../base/sha256.ts'
import { kinds } from '../../kinds/index.ts'
import { canonicalText } from '../../metadata/content-tree.ts'
import type { Source } from '../../metadata/kind.ts'
import type { PackTexts } from '../publishing/pack-texts.ts'
import { mergeImported } from './merge-imported.ts'

const ID = 'shop/role/clerk'
const role = (title: string, ...subjects: string[]) => {
  const rules = subjects.map(subject => ({ key: subject, action: ['read'], subject }))
  return canonicalText(
    kinds.find(kind => kind.name === 'role')!,
    JSON.stringify({ $kind: 'role', name: 'clerk', title, rules }),
  )
}

const packs = (text: string): PackTexts => ({
  sources: new Map([[ID, { id: ID, kind: 'role', title: 'Clerk', text, hash: sha256(text) } as Source]]),
  versions: new Map([['shop', '1.0.0']]),
})

interface Given {
  pack: string
  here?: string
  imported: string
  base?: string | null
  earlier?: string[]
  known?: Record<string, string>
  choices?: Record<string, 'base' | 'theirs' | 'ours'>
}

async function brought({ pack, here, imported, base = sha256(pack), known = {}, choices = {}, earlier }: Given) {
  const local = here === undefined ? [] : [{ id: ID, text: here }]
  const textOf = async (_id: string, hashes: readonly string[]) => known[hashes.find(hash => hash in known) ?? '']
  const exported = { id: ID, text: imported, base, ...(earlier && { earlier }) }
  const input = { packs: packs(pack), local, imported: [exported], kinds, choices, textOf }
  return (await mergeImported(input))[0]!
}

test('where nothing is local here, the imported text is taken word for word', async () => {
  const [pack, imported] = [await role('Clerk', 'order'), await role('Office clerk', 'order')]
  const odd = imported.replaceAll('\n', '\n ')

  expect(await brought({ pack, imported: odd })).toMatchObject({ state: 'merged', text: odd, conflicts: [] })
})

test('changes of both sides are merged', async () => {
  const pack = await role('Clerk', 'order')

  const merged = await brought({
    pack,
    here: await role('Clerk', 'order', 'client'),
    imported: await role('Office clerk', 'order'),
  })

  expect(merged).toMatchObject({ state: 'merged', text: await role('Office clerk', 'order', 'client'), conflicts: [] })
})

test('the same place changed on both sides is asked about', async () => {
  const [pack, here, imported] = [await role('Clerk'), await role('Our clerk'), await role('Their clerk')]

  const open = await brought({ pack, here, imported })
  expect(open).toMatchObject({
    state: 'in_conflict',
    conflicts: [{ at: '/title', theirs: 'Their clerk', ours: 'Our clerk' }],
  })
  const { key } = open.conflicts[0]!
  expect(key.startsWith(ID)).toBe(true)

  expect(await brought({ pack, here, imported, choices: { [key]: 'theirs' } })).toMatchObject({
    state: 'merged',
    text: imported,
  })
  expect((await brought({ pack, here, imported, choices: { [key]: 'base' } })).state).toBe('taken_over')
})

test('a layer that was made on another version of the pack is merged on that, when it is known here', async () => {
  const [old, pack] = [await role('Clerk', 'order'), await role('Clerk', 'order', 'client')]
  const imported = await role('Office clerk', 'order')
  const hash = sha256(old)

  expect(await brought({ pack, imported, base: hash, known: { [hash]: old } })).toMatchObject({
    state: 'merged',
    text: await role('Office clerk', 'order', 'client'),
    conflicts: [],
  })
  // Unknown here: nothing is guessed, what differs is asked about, and nothing that is here goes.
  const unknown = await brought({ pack, imported, base: hash })
  expect(unknown).toMatchObject({ state: 'in_conflict', conflicts: [{ at: '/title' }] })
})

test('what is the same here, or the same as the pack says, changes nothing', async () => {
  const [pack, here] = [await role('Clerk'), await role('Our clerk')]

  expect(await brought({ pack, here, imported: here })).toMatchObject({ state: 'kept', text: here, taken: [] })
  expect(await brought({ pack, here, imported: pack })).toMatchObject({ state: 'kept', text: here })
  expect(await brought({ pack, imported: pack })).toMatchObject({ state: 'taken_over', taken: [] })
})

test('the last version that both installations had is the base, so that the next step of a change needs no choice', async () => {
  const [pack, first, second] = [await role('Clerk'), await role('First'), await role('Second')]
  const known = { [sha256(pack)]: pack, [sha256(first)]: first }
  const earlier = [sha256(first), sha256(pack)]

  const next = await brought({ pack, here: first, imported: second, known, earlier })
  const edited = await brought({ pack, here: await role('First', 'order'), imported: second, known, earlier })
  const torn = await brought({ pack, here: await role('Other'), imported: second, known, earlier })

  expect(next).toMatchObject({ state: 'merged', text: second, conflicts: [] })
  expect(edited).toMatchObject({ state: 'merged', text: await role('Second', 'order'), conflicts: [] })
  expect(torn.conflicts).toMatchObject([{ at: '/title', base: 'First', theirs: 'Second', ours: 'Other' }])
})
