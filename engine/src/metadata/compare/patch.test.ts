import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kinds } from '../../kinds/index.ts'
import { formKind } from '../../kinds/form/kind.ts'
import { canonicalText } from '../content-tree.ts'
import { applyPatch, patchOf } from './patch.ts'

const form = (...fields: string[]) =>
  JSON.stringify({ sections: [{ key: 's', fields: fields.map(field => ({ field })) }] })

test('one field that moved is one step', async () => {
  const patch = await patchOf(formKind, form('a', 'b', 'c', 'd'), form('b', 'c', 'd', 'a'))

  expect(patch).toEqual([{ op: 'move', at: '/sections/s/fields/a', behind: 'd' }])
})

test('a patch of what is new, and of what stands under another text', async () => {
  const local = form('a', 'b')

  expect(await applyPatch(formKind, undefined, await patchOf(formKind, undefined, local))).toBe(
    await canonicalText(formKind, local),
  )
  expect(await applyPatch(formKind, form('x', 'a', 'y'), await patchOf(formKind, form('a'), local))).toBe(
    await canonicalText(formKind, form('x', 'a', 'b', 'y')),
  )
})

test('a patch whose place says something else by now is refused', async () => {
  const patch = await patchOf(formKind, form('a', 'b'), form('b'))

  await expect(applyPatch(formKind, form('b'), patch)).rejects.toMatchObject({ code: 'patch.does_not_apply' })
  await expect(applyPatch(formKind, '{}', patch)).rejects.toMatchObject({ code: 'patch.does_not_apply' })
})

test('between any two definitions of a kind that we ship there is a patch', async () => {
  const packs = ['core', 'sales', 'medical-device'].map(name => `definitions/${name}`)
  for (const kind of kinds) {
    const files = packs.flatMap(pack => filesIn(`${pack}/${kind.folder}`, kind.suffix))
    for (const [i, file] of files.entries()) {
      const [from, to] = [file, files[(i + 1) % files.length]!].map(name => readFileSync(name, 'utf8')) as [
        string,
        string,
      ]
      const patched = await applyPatch(kind, from, await patchOf(kind, from, to))
      expect(patched, file).toBe(await canonicalText(kind, to))
    }
  }
})

function filesIn(folder: string, suffix: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith(suffix))
      .map(name => `${folder}/${name}`)
  } catch {
    return []
  }
}
