import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileDefinitions, type CompileOutput } from '../../engine/src/metadata/compile-definitions.ts'
import { createWorkspace, type Workspace } from '../../engine/src/metadata/workspace.ts'
import { realPacks } from '../support/real-packs.ts'

const input = await realPacks()
const original = new Map(
  input.packs.flatMap(pack => pack.files.map(file => [`${pack.folder}/${file.path}`, file.text])),
)
const files = [...original.keys()]

/** What people do to a text, well or badly; `pick` chooses the place. */
type Edit = { file: string; pick: number } & (
  | { what: 'rename a word' | 'cut the end off' | 'delete' | 'copy' | 'restore' | 'change a title' }
  | { what: 'take a word of another file' | 'make a local change'; other: string }
)

const file = fc.constantFrom(...files)
const pick = fc.nat()
const edits = fc.array(
  fc.oneof(
    fc.record({
      file,
      pick,
      what: fc.constantFrom('rename a word', 'cut the end off', 'delete', 'copy', 'restore', 'change a title'),
    }),
    fc.record({ file, pick, what: fc.constantFrom('take a word of another file', 'make a local change'), other: file }),
  ) as fc.Arbitrary<Edit>,
  { minLength: 1, maxLength: 8 },
)

const words = (text: string): RegExpExecArray[] => [...text.matchAll(/(?<=["=.\s{(])[a-z][a-z_]{2,30}(?=["\s.)}])/g)]
const wordAt = (text: string, pick: number): RegExpExecArray | undefined => words(text)[pick % words(text).length]

function replaced(text: string, pick: number, by: (word: string) => string): string {
  const word = wordAt(text, pick)
  return word ? text.slice(0, word.index) + by(word[0]) + text.slice(word.index + word[0].length) : text
}

/** `definitions/sales/forms/x.form.json` → `sales/form/x`. */
function idOf(path: string): string | undefined {
  const [, pack, folder, name] = path.split('/')
  const kind = input.kinds.find(each => each.folder === folder)
  return kind && name!.endsWith(kind.suffix) ? `${pack}/${kind.name}/${name!.slice(0, -kind.suffix.length)}` : undefined
}

function apply(edit: Edit, workspace: Workspace, texts: Map<string, string>): void {
  const set = (at: string, text: string): void => {
    texts.set(at, text)
    workspace.set(at, text)
  }
  const text = texts.get(edit.file) ?? original.get(edit.file)!
  switch (edit.what) {
    case 'rename a word':
      return set(
        edit.file,
        replaced(text, edit.pick, word => `${word}x`),
      )
    case 'take a word of another file': {
      const word = wordAt(original.get(edit.other)!, edit.pick)?.[0] ?? 'name'
      return set(
        edit.file,
        replaced(text, edit.pick >> 3, () => word),
      )
    }
    case 'change a title':
      return set(edit.file, text.replace(/(title"?[:=] ?")/, `$1改${edit.pick % 10}`))
    case 'cut the end off':
      return set(edit.file, text.slice(0, -1 - (edit.pick % text.length)))
    case 'copy':
      return set(edit.file.replace(/\/([^/.]+)(\.[^/]+)$/, '/$1_copy$2'), text)
    case 'restore':
      return set(edit.file, original.get(edit.file)!)
    case 'delete':
      texts.delete(edit.file)
      return workspace.remove(edit.file)
    case 'make a local change': {
      const id = idOf(edit.file)
      if (id === undefined) return
      if (edit.pick % 4 === 0) return workspace.remove(id)
      return workspace.set(id, edit.pick % 4 === 1 ? original.get(edit.other)! : text)
    }
  }
}

const visible = ({ diagnostics, references, texts, caseFiles, compiled, sources, packs }: CompileOutput) => ({
  diagnostics,
  references: [...references].sort(([a], [b]) => (a < b ? -1 : 1)),
  texts,
  caseFiles,
  compiled: [...compiled.keys()],
  sources: [...sources.values()].map(({ id, hash, layers, file }) => ({ id, hash, layers, file })),
  packs: packs.map(pack => pack.manifest.name),
})

test('a workspace says after any edits what a full check says', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(edits, async sequence => {
      const workspace = createWorkspace(input)
      const texts = new Map(original)

      for (const edit of sequence) {
        apply(edit, workspace, texts)

        expect(visible(await workspace.check())).toEqual(visible(await compileDefinitions(workspace.input())))
      }
    }),
    { numRuns: process.env['JINGWEI_LONG'] ? 500 : 15 },
  )
})

test('a change repeats only what rests on it', async () => {
  let compiled: string[] = []
  const watched = input.kinds.map(kind => ({
    ...kind,
    compile: (...[source, link]: Parameters<typeof kind.compile>) => {
      compiled.push(source.id)
      return kind.compile(source, link)
    },
  }))
  const workspace = createWorkspace({ ...input, kinds: watched })
  await workspace.check()
  const form = 'definitions/sales/forms/customer_edit.form.json'
  const list = 'definitions/core/entities/position.entity.json'

  compiled = []
  workspace.set(form, original.get(form)!.replace('"columns": 2', '"columns": 3'))
  await workspace.check()
  // The pages that lead to the form look at its source.
  expect(compiled).toContain('sales/form/customer_edit')
  expect(compiled.every(id => id.includes('customer'))).toBe(true)

  compiled = []
  workspace.set(list, `${original.get(list)!}\n`)
  await workspace.check()
  expect(compiled).toContain('core/form/position_edit')
  expect(compiled).not.toContain('sales/page/contract_list')
})

test('two checks at once give the same', async () => {
  const workspace = createWorkspace(input)

  const [first, second] = await Promise.all([workspace.check(), workspace.check()])

  expect(second).toBe(first)
})

test('a file outside of the packs is refused', () => {
  const workspace = createWorkspace(input)

  expect(() => workspace.set('elsewhere/entities/a.entity.json', '{}')).toThrow('in none of the packs')
})
