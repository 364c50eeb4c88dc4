import { hash } from 'node:crypto'
import { nearest } from '../../base/nearest.ts'
import type { LocalText } from '../../metadata/assemble.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Installation } from '../installation.ts'
import { BadChanges } from '../publish-errors.ts'

/** What an installation is to be made of. */
export interface Target {
  packs: readonly PackFolder[]
  local: readonly LocalText[]
}

/** One change of the local layer: a new text, or the removal of the local one. */
export interface LocalChange {
  id: string
  text?: string
  /** True: back to the text of the packs; a definition that only the local layer has is deleted. */
  remove?: boolean
  /** Hash of the published text that the author began on; absent or null for a definition that is new. */
  baseHash?: string | null
}

/** The installation with these changes in its local layer. Throws BadChanges. */
export function withChanges(now: Installation, changes: readonly LocalChange[]): Target {
  const ids = new Set(changes.map(change => change.id))
  if (changes.length === 0) throw new BadChanges('The list of changes is empty.')
  if (ids.size < changes.length) throw new BadChanges('Each definition may stand in the list of changes once.')
  const kept = now.local.filter(each => !ids.has(each.id))
  return { packs: now.packs, local: [...kept, ...changes.flatMap(change => textOf(change, now))] }
}

function textOf({ id, text, remove }: LocalChange, now: Installation): LocalText[] {
  if (remove === true && text !== undefined)
    throw new BadChanges(`${id}: a change either brings a text or removes the local one.`)
  if (text !== undefined) {
    refuseUnknownPack(id, now)
    return [{ id, text }]
  }
  if (remove !== true) throw new BadChanges(`${id}: the change has no text.`)
  if (now.local.some(each => each.id === id)) return []
  throw new BadChanges(`${id} has no local change that could be removed. What a pack says is removed with the pack.`)
}

/** What no pack owns would stand under no policy and leave with no pack. What is local already stays changeable. */
function refuseUnknownPack(id: string, { items, local }: Installation): void {
  const pack = id.slice(0, id.indexOf('/'))
  const known = items.packs.map(each => each.name)
  if (known.includes(pack) || local.some(each => each.id === id)) return
  const meant = nearest(pack, known)
  throw new BadChanges(`${id}: there is no pack "${pack}" here.${meant ? ` Did you mean "${meant}"?` : ''}`)
}

const hashes = new WeakMap<PackFolder, string>()

/** Content address of a pack's files. Demo data and pictures are no part of it: the host leaves them out of `files`. */
export function packHash(folder: PackFolder): string {
  const known = hashes.get(folder)
  if (known !== undefined) return known
  const files = folder.files.map(file => [file.path, file.text]).sort(([a], [b]) => (a! < b! ? -1 : 1))
  const made = hash('sha256', canonicalJson([folder.folder, files]))
  hashes.set(folder, made)
  return made
}

/** Content address of a target: equal targets compile to the same. */
export function targetHash({ packs, local }: Target): string {
  const texts = local.map(({ id, text }) => [id, text]).sort(([a], [b]) => (a! < b! ? -1 : 1))
  return hash('sha256', canonicalJson([packs.map(packHash), texts]))
}

/** True when these packs, in this order, are the ones in force. */
export const samePacks = (now: Installation, packs: readonly PackFolder[]): boolean =>
  packs.length === now.items.packs.length && now.items.packs.every((pack, i) => pack.content === packHash(packs[i]!))
