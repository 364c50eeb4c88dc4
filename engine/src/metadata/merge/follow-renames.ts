import type { Branch, ContentNode } from '../compare/content-node.ts'
import { RENAMED_FROM } from '../compare/with-renames.ts'
import { pointerTo } from '../json-pointer.ts'
import type { Three } from './merge-nodes.ts'

type Choose = {
  renamed: Map<string, string>
  choose<Value>(values: Three<Value>, at: string, reason: string, shown: Three<unknown>): Value
}

/**
 * The same three branches, with an entry that a side renamed under its new name on all sides, so that the edits of the
 * other side land on it. Names that both sides gave differently are a conflict.
 */
export function followRenames(three: Three<Branch>, at: string, merge: Choose): Three<Branch> {
  if (three.ours.shape !== 'object' || !three.ours.place.isMap()) return three
  const [theirs, ours] = [renames(three.base, three.theirs), renames(three.base, three.ours)]
  let followed = three
  for (const old of new Set([...theirs.keys(), ...ours.keys()])) {
    const names = { base: old, theirs: theirs.get(old) ?? old, ours: ours.get(old) ?? old }
    followed = follow(followed, names, at, merge)
  }
  return followed
}

function follow(three: Three<Branch>, names: Three<string>, at: string, merge: Choose): Three<Branch> {
  const { base, theirs, ours } = names
  if (theirs !== ours && theirs !== base && ours !== base) {
    const name = merge.choose(names, pointerTo(at, base), 'renamed_apart', names)
    merge.renamed.set(pointerTo(at, base), pointerTo(at, name))
    return renamedTo(three, names, name)
  }
  const name = theirs === base ? ours : theirs
  const other = theirs === base ? three.theirs : three.ours
  const taken = other.entries.has(name) && other.entries.has(base)
  if (taken) return three
  merge.renamed.set(pointerTo(at, base), pointerTo(at, name))
  return renamedTo(three, names, name)
}

/** `x-renamed-from` stays with the side whose name it is, and goes where another name was chosen. */
function renamedTo(three: Three<Branch>, names: Three<string>, name: string): Three<Branch> {
  const on = (side: keyof Three<Branch>): Branch => {
    const branch = renameEntry(three[side], names[side], name)
    const lost = names[side] !== name && names[side] !== names.base
    return lost ? withoutMark(branch, name) : branch
  }
  return { base: on('base'), theirs: on('theirs'), ours: on('ours') }
}

/** Old name → new name of the entries that a side renamed. */
function renames(base: Branch, side: Branch): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [name, entry] of side.entries) {
    const old = previousName(entry)
    if (old === undefined || !base.entries.has(old) || side.entries.has(old) || base.entries.has(name)) continue
    if (!found.has(old)) found.set(old, name)
  }
  return found
}

function previousName(entry: ContentNode): string | undefined {
  const mark = entry.shape === 'object' ? entry.entries.get(RENAMED_FROM) : undefined
  return mark?.shape === 'leaf' && typeof mark.value === 'string' ? mark.value : undefined
}

const renameEntry = (branch: Branch, from: string, to: string): Branch => ({
  ...branch,
  entries: new Map([...branch.entries].map(([key, entry]) => [key === from ? to : key, entry])),
})

function withoutMark(branch: Branch, name: string): Branch {
  const entry = branch.entries.get(name)
  if (entry?.shape !== 'object') return branch
  const unmarked = { ...entry, entries: new Map([...entry.entries].filter(([key]) => key !== RENAMED_FROM)) }
  return { ...branch, entries: new Map(branch.entries).set(name, unmarked) }
}
