import { nodeAt, orderOf, sameNode, valueOf, type Branch, type ContentNode } from '../compare/content-node.ts'
import { pointerTo } from '../json-pointer.ts'
import { isPlainObject } from '../plain-object.ts'
import type { Together } from '../schema-walk.ts'
import { conflictAt } from './conflict-at.ts'
import { mergeLines } from './merge-lines.ts'
import { mergeOrder, orderOfSide, type Orders } from './merge-order.ts'
import type { MergeConflict, Side } from './merge-result.ts'
import { followRenames } from './follow-renames.ts'
import { withoutMinor } from './without-minor.ts'

/** One value of each side; undefined: absent there. */
export interface Three<Value> {
  base: Value
  theirs: Value
  ours: Value
}

export type ThreeNodes = Three<ContentNode | undefined>

export type Choices = Readonly<Record<string, Side>>

/**
 * Three-way merge of contents, once for all kinds. A side that did not change yields; equal changes are one; what has parts
 * is merged part by part. Every place where both sides changed and no rule says who is right becomes a conflict, which a
 * choice decides; while it is open the result holds our value there.
 */
export class NodeMerge {
  readonly conflicts: MergeConflict[] = []
  /** Pointers of entries that a side renamed: old → new. */
  readonly renamed = new Map<string, string>()
  readonly #choices: Choices
  readonly #pins: ReadonlyMap<string, Side>

  /** `pins`: pointers whose value is taken from one side, whatever the others say. */
  constructor(choices: Choices, pins: ReadonlyMap<string, Side> = new Map()) {
    this.#choices = choices
    this.#pins = pins
  }

  nodes(three: ThreeNodes, at: string): ContentNode | undefined {
    const pin = this.#pins.get(at)
    if (pin !== undefined) return three[pin]
    const { base, theirs, ours } = three
    if (!this.#pinnedBelow(at)) {
      if (sameNode(theirs, ours) || sameNode(base, theirs)) return ours
      if (sameNode(base, ours)) return theirs
    }
    if (theirs === undefined || ours === undefined) return this.#deleted(three, at)
    const branches = branchesOf(three)
    // Of two things of different sorts under one new key, none is better than half of each.
    const apart = base === undefined && branches && branches.ours.place.together().some(each => differs(each, branches))
    if (branches && !apart) return this.#branches(branches, at)
    if (theirs.place.is('text') && [base, theirs, ours].every(isText)) return this.#lines(three, at)
    return this.#conflict(three, at, base === undefined ? 'both_added' : 'both_changed')
  }

  /** Records a conflict and answers the chosen side's value, ours while none is chosen. */
  choose<Value>(values: Three<Value> & { open?: Value }, at: string, reason: string, shown: Three<unknown>): Value {
    const conflict = conflictAt(at, reason, shown, this.#choices, this.conflicts)
    this.conflicts.push(conflict)
    return conflict.choice === undefined && 'open' in values ? values.open! : values[conflict.choice ?? 'ours']
  }

  #conflict(
    three: ThreeNodes & { open?: ContentNode | undefined },
    at: string,
    reason: string,
  ): ContentNode | undefined {
    return this.choose(
      three,
      at,
      reason,
      eachSide(three, node => node && valueOf(node)),
    )
  }

  #deleted(three: ThreeNodes, at: string): ContentNode | undefined {
    const changed = three.theirs ?? three.ours
    // A moved shape does not hold back the deletion of its element.
    if (changed && three.base && sameNode(withoutMinor(three.base), withoutMinor(changed))) return undefined
    // While it is open the part stays, so that the order around it is the same whoever deleted it.
    return this.#conflict({ ...three, open: changed }, at, 'deleted_and_changed')
  }

  #branches(given: Three<Branch>, at: string): Branch {
    const three = followRenames(given, at, this)
    const entries = new Map<string, ContentNode>()
    const apart = this.#together(three, at, entries)
    for (const key of keysOf(three)) {
      if (apart.has(key)) continue
      const merged = this.nodes(
        eachSide(three, branch => branch.entries.get(key)),
        pointerTo(at, key),
      )
      if (merged !== undefined) entries.set(key, merged)
    }
    return { ...given.ours, entries: this.#ordered(three, entries, at) }
  }

  /** Properties that make sense only together are one value. Answers those that it has dealt with. */
  #together(three: Three<Branch>, at: string, entries: Map<string, ContentNode>): Set<string> {
    const dealtWith = new Set<string>()
    for (const together of three.ours.place.together()) {
      if (!bound(together, three)) continue
      const keys = (together.keys ?? keysOf(three)).filter(key => !dealtWith.has(key))
      const parts = eachSide(three, branch => pick(branch, keys))
      const merged = this.#oneValue(parts, at)
      for (const [key, node] of merged.entries) entries.set(key, node)
      for (const key of keys) dealtWith.add(key)
    }
    return dealtWith
  }

  #oneValue(parts: Three<Branch>, at: string): Branch {
    const { base, theirs, ours } = parts
    if (sameNode(theirs, ours) || sameNode(base, theirs)) return ours
    if (sameNode(base, ours)) return theirs
    return this.choose(parts, at, base.entries.size === 0 ? 'both_added' : 'both_changed', eachSide(parts, valueOf))
  }

  #ordered(three: Three<Branch>, entries: Map<string, ContentNode>, at: string): Map<string, ContentNode> {
    const orders: Orders = eachSide(three, orderOf)
    const known = new Set([...orders.base, ...orders.theirs, ...orders.ours])
    const kept = new Set([...entries.keys()].filter(key => known.has(key)))
    const order = mergeOrder(orders, kept) ?? this.#orderOfChoice(orders, kept, at)
    const free = [...entries].filter(([key]) => !kept.has(key))
    return new Map([...free, ...order.map(key => [key, entries.get(key)!] as const)])
  }

  #orderOfChoice(orders: Orders, kept: ReadonlySet<string>, at: string): string[] {
    const sides = { base: 'base', theirs: 'theirs', ours: 'ours' } as const
    return orderOfSide(orders, this.choose(sides, at, 'moved_apart', orders), kept)
  }

  #lines(three: ThreeNodes, at: string): ContentNode {
    const place = three.ours!.place
    const texts = eachSide(three, node => (node ? (valueOf(node) as string) : ''))
    return nodeAt(
      mergeLines(texts, block => this.choose(block, at, 'both_changed', block)),
      place,
    )
  }

  #pinnedBelow(at: string): boolean {
    return [...this.#pins.keys()].some(pin => pin.startsWith(`${at}/`))
  }
}

export const eachSide = <From, To>(three: Three<From>, to: (of: From) => To): Three<To> => ({
  base: to(three.base),
  theirs: to(three.theirs),
  ours: to(three.ours),
})

/** The three as branches of one shape, a base that is absent as one without entries; undefined when they are not. */
function branchesOf({ base, theirs, ours }: ThreeNodes): Three<Branch> | undefined {
  if (theirs === undefined || ours === undefined || theirs.shape === 'leaf' || theirs.shape !== ours.shape)
    return undefined
  const empty: Branch = { shape: ours.shape as Branch['shape'], place: ours.place, entries: new Map() }
  const from = base ?? empty
  return from.shape === ours.shape ? { base: from as Branch, theirs, ours: ours as Branch } : undefined
}

const isText = (node: ContentNode | undefined): boolean => node === undefined || typeof valueOf(node) === 'string'

const keysOf = ({ base, theirs, ours }: Three<Branch>): string[] => [
  ...new Set([...base.entries.keys(), ...theirs.entries.keys(), ...ours.entries.keys()]),
]

const pick = (branch: Branch, keys: readonly string[]): Branch => ({
  ...branch,
  entries: new Map(keys.flatMap(key => (branch.entries.has(key) ? [[key, branch.entries.get(key)!] as const] : []))),
})

/** Whether the properties are one value here: always, or because a side changed what the others depend on. */
function bound({ when }: Together, { base, theirs, ours }: Three<Branch>): boolean {
  if (when === undefined) return true
  const sign = (branch: Branch): string => JSON.stringify(when.map(key => signOf(branch.entries.get(key))))
  if (base.entries.size === 0) return sign(theirs) !== sign(ours)
  return sign(base) !== sign(theirs) || sign(base) !== sign(ours)
}

const differs = (together: Together, three: Three<Branch>): boolean => {
  const keys = together.keys ?? keysOf(three)
  return bound(together, three) && !sameNode(pick(three.theirs, keys), pick(three.ours, keys))
}

/** The value of a scalar or a plain list; of all else only whether it is there. */
function signOf(node: ContentNode | undefined): unknown {
  if (node === undefined) return null
  const value = node.shape === 'leaf' || node.shape === 'set' ? valueOf(node) : undefined
  return value === undefined || isPlainObject(value) ? ['present'] : value
}
