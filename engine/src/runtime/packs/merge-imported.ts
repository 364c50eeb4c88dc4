import type { LocalText } from '../../metadata/assemble.ts'
import { patchOf } from '../../metadata/compare/patch.ts'
import { canonicalText } from '../../metadata/content-tree.ts'
import type { Kind } from '../../metadata/kind.ts'
import { mergeTexts } from '../../metadata/merge/merge-texts.ts'
import type { ExportedText } from '../../metadata/pack-file/local-layer.ts'
import type { PackTexts } from '../publishing/pack-texts.ts'
import type { Choices, MergedLocal } from './merge-local.ts'

export interface ImportInput {
  /** What the packs of this installation say. */
  packs: PackTexts
  /** The local layer here. */
  local: readonly LocalText[]
  imported: readonly ExportedText[]
  kinds: readonly Kind[]
  choices?: Choices
  /** The text of the first of these hashes that this installation ever knew. */
  textOf(id: string, hashes: readonly string[]): Promise<string | undefined>
}

/**
 * Brings a local layer in, definition by definition: a three-way merge of what the imported text was made on (base), the
 * imported one (theirs) and the one in force here (ours). The base is the last version that both installations had, else
 * the packs' text below it. What the import does not name stays as it is.
 */
export const mergeImported = (input: ImportInput): Promise<MergedLocal[]> =>
  Promise.all(input.imported.map(each => mergeOne(each, input)))

interface One {
  id: string
  title: string
  kind: Kind
  base: string | undefined
  theirs: string
  /** Local text, else that of the packs. */
  ours: string | undefined
  below: string | undefined
}

async function mergeOne(exported: ExportedText, input: ImportInput): Promise<MergedLocal> {
  const { id, text: theirs } = exported
  const { packs, local, kinds } = input
  const [, kindName, name = ''] = id.split('/')
  const source = packs.sources.get(id)
  const one: One = {
    id,
    title: source?.title ?? name,
    kind: kinds.find(each => each.name === kindName)!,
    base: await baseOf(exported, input),
    theirs,
    ours: local.find(each => each.id === id)?.text ?? source?.text,
    below: source?.text,
  }
  if (one.ours === undefined || one.ours === one.base) return taken(one, theirs)
  if (one.ours === theirs || one.base === theirs) return settled(one, one.ours, 'kept')
  return merge(one, input.choices ?? {})
}

async function baseOf({ id, base: hash, earlier = [] }: ExportedText, input: ImportInput): Promise<string | undefined> {
  const known = earlier.length === 0 ? undefined : await input.textOf(id, earlier)
  if (known !== undefined || hash === null) return known
  const source = input.packs.sources.get(id)
  return source?.hash === hash ? source.text : input.textOf(id, [hash])
}

/** Word for word: a text that goes out and comes back is the same text. */
const taken = (one: One, text: string): Promise<MergedLocal> => settled(one, text, 'merged')

async function settled(
  { id, title, kind, ours, below }: One,
  text: string,
  state: 'kept' | 'merged',
  conflicts: MergedLocal['conflicts'] = [],
): Promise<MergedLocal> {
  const common = { id, title, taken: await patchOf(kind, ours, text), conflicts }
  const same =
    below !== undefined && (text === below || (await canonicalText(kind, text)) === (await canonicalText(kind, below)))
  return same
    ? { ...common, state: 'taken_over', kept: [] }
    : { ...common, state, text, kept: await patchOf(kind, below, text) }
}

async function merge(one: One, choices: Choices): Promise<MergedLocal> {
  const { id, title, kind, base, theirs, ours } = one
  const own = Object.entries(choices).filter(([key]) => key.startsWith(`${id}/`) || key.startsWith(`${id}#`))
  const sides = Object.fromEntries(own.map(([key, side]) => [key.slice(id.length), side]))
  const result = await mergeTexts(kind, { base, theirs, ours }, sides)
  const conflicts = result.conflicts.map(each => ({ ...each, key: id + each.key, id, title }))
  if (result.text !== undefined) return settled(one, result.text, 'merged', conflicts)
  return { id, title, state: 'in_conflict', kept: result.merged.fromOurs, taken: result.merged.fromTheirs, conflicts }
}
