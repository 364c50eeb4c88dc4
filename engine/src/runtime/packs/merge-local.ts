import type { LocalText } from '../../metadata/assemble.ts'
import type { Change } from '../../metadata/compare/change.ts'
import { patchOf } from '../../metadata/compare/patch.ts'
import { canonicalText } from '../../metadata/content-tree.ts'
import type { Kind } from '../../metadata/kind.ts'
import type { MergeConflict, Side } from '../../metadata/merge/merge-result.ts'
import { mergeTexts } from '../../metadata/merge/merge-texts.ts'
import type { PackTexts } from '../publishing/pack-texts.ts'

/** Sides that people chose, by the key of the conflict. */
export type Choices = Readonly<Record<string, Side>>

/** A place that both a pack and the local layer changed. `key` is unique in the plan. */
export interface LocalConflict extends MergeConflict {
  id: string
  title: string
}

/** What becomes of one local text over new packs. */
export interface MergedLocal {
  id: string
  title: string
  /**
   * `kept`: the packs left it alone. `merged`: it holds changes of both. `taken_over`: the packs say the same now, so
   * nothing local is left. `dropped`: somebody chose to give it up. `in_conflict`: somebody has to choose.
   */
  state: 'kept' | 'merged' | 'taken_over' | 'dropped' | 'in_conflict'
  /** The local text from now on; undefined when none is left or a conflict is open. */
  text?: string
  /** What it changes in the new packs' text. */
  kept: Change[]
  /** What came from the packs. */
  taken: Change[]
  conflicts: LocalConflict[]
}

export interface LocalMergeInput {
  /** What the packs alone say, before and after. */
  before: PackTexts
  after: PackTexts
  local: readonly LocalText[]
  kinds: readonly Kind[]
  choices?: Choices
}

/**
 * Lays the local layer over new packs: per definition a three-way merge of the packs' old text (base), their new one
 * (theirs) and the local one (ours). Nothing local is lost without a choice. Pure.
 */
export const mergeLocal = (input: LocalMergeInput): Promise<MergedLocal[]> =>
  Promise.all(input.local.map(each => mergeOne(each, input)))

/** The local layer that stands over the new packs; what is in conflict is not in it. */
export const localTexts = (merged: readonly MergedLocal[]): LocalText[] =>
  merged.flatMap(({ id, text }) => (text === undefined ? [] : [{ id, text }]))

interface One {
  id: string
  title: string
  kind: Kind
  base: string | undefined
  theirs: string | undefined
  ours: string
  choices: Choices
}

async function mergeOne({ id, text: ours }: LocalText, input: LocalMergeInput): Promise<MergedLocal> {
  const { before, after, kinds, choices = {} } = input
  const [pack = '', kindName, name = ''] = id.split('/')
  const kind = kinds.find(each => each.name === kindName)!
  const [base, theirs] = [before.sources.get(id)?.text, after.sources.get(id)?.text]
  const title = (after.sources.get(id) ?? before.sources.get(id))?.title ?? titleOf(ours) ?? name
  const one: One = { id, title, kind, base, theirs, ours, choices: own(choices, id) }
  if (before.versions.has(pack) && !after.versions.has(pack)) return ofRemovedPack(one)
  if (base === theirs) return kept(one)
  if (theirs !== undefined && (await sameContent(kind, theirs, ours))) return takenOver(one)
  return merge(one)
}

async function kept(one: One): Promise<MergedLocal> {
  const { id, title, kind, theirs, ours } = one
  return { id, title, state: 'kept', text: ours, kept: await patchOf(kind, theirs, ours), taken: [], conflicts: [] }
}

async function takenOver({ id, title, kind, base, theirs }: One): Promise<MergedLocal> {
  return { id, title, state: 'taken_over', kept: [], taken: await patchOf(kind, base, theirs!), conflicts: [] }
}

async function merge(one: One): Promise<MergedLocal> {
  const { id, title, kind, base, theirs, ours, choices } = one
  const result = await mergeTexts(kind, { base, theirs, ours }, choices)
  const conflicts = result.conflicts.map(each => ({ ...each, key: id + each.key, id, title }))
  const { fromTheirs: taken, fromOurs } = result.merged
  const common = { id, title, taken, conflicts }
  if (conflicts.some(each => each.choice === undefined)) return { ...common, state: 'in_conflict', kept: fromOurs }
  if (result.text === undefined) return { ...common, state: 'dropped', kept: [] }
  if (theirs !== undefined && (await sameContent(kind, theirs, result.text)))
    return { ...common, state: conflicts.length > 0 ? 'dropped' : 'taken_over', kept: [] }
  return { ...common, state: 'merged', text: result.text, kept: await patchOf(kind, theirs, result.text) }
}

/** Without its pack a local text has nothing to stand on: somebody decides whether it goes too. */
async function ofRemovedPack(one: One): Promise<MergedLocal> {
  const { id, title, kind, base, ours, choices } = one
  const choice = choices[REMOVED]
  const sides = { base, theirs: undefined, ours }
  const conflict: LocalConflict = {
    key: id + REMOVED,
    id,
    title,
    at: '',
    reason: 'pack_removed',
    ...sides,
    ...(choice && { choice }),
  }
  const common = { id, title, taken: [], conflicts: [conflict] }
  if (choice === undefined) return { ...common, state: 'in_conflict', kept: await patchOf(kind, base, ours) }
  const text = sides[choice]
  if (text === undefined) return { ...common, state: 'dropped', kept: [] }
  return { ...common, state: 'merged', text, kept: await patchOf(kind, undefined, text) }
}

const REMOVED = '#pack_removed'

/** Choices about one definition, under the keys that the merge knows. */
function own(choices: Choices, id: string): Choices {
  const found = Object.entries(choices).filter(([key]) => key.startsWith(`${id}/`) || key.startsWith(`${id}#`))
  return Object.fromEntries(found.map(([key, side]) => [key.slice(id.length), side]))
}

const sameContent = async (kind: Kind, one: string, other: string): Promise<boolean> =>
  one === other || (await canonicalText(kind, one)) === (await canonicalText(kind, other))

/** Of a definition that no pack has. */
const titleOf = (text: string): string | undefined => /"title": "([^"\\]{1,200})"/.exec(text)?.[1]
