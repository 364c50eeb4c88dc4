import { isPlainObject } from './plain-object.ts'
import { parentPointer, pointerTo } from './json-pointer.ts'
import { schemaPlace, type SchemaPlace } from './schema-walk.ts'

/** One contribution to a definition: the base text, or a patch of a pack above it. */
export interface Layer<Owner> {
  /** Whoever wrote it; given back by `origin`. */
  owner: Owner
  content: unknown
}

/** Where a part of a merged content was written. */
interface Origin<Owner> {
  owner: Owner
  /** Pointer into that layer's own text. */
  pointer: string
}

export interface Layered<Owner> {
  content: unknown
  /** Who wrote the value at a pointer of the merged content. */
  origin(pointer: string): Origin<Owner>
}

/**
 * Lays patches over a base, lowest first. Objects merge deep; arrays whose schema has `x-key` merge by that key (an item
 * of the patch may say `"$remove": true` or `"$after": "<key>"`); other arrays and scalars replace; `null` removes.
 */
export function layer<Owner>(layers: readonly Layer<Owner>[], schema: object): Layered<Owner> {
  const [base, ...patches] = layers
  if (!base) throw new TypeError('layer() needs at least one layer')
  let content = base.content
  let origins: Origins<Owner> = new Map([['', { owner: base.owner, pointer: '' }]])
  for (const patch of patches) {
    const merge = new Merge(origins, patch.owner)
    content = merge.values({
      below: content,
      above: patch.content,
      at: '',
      from: { below: '', above: '' },
      place: schemaPlace(schema),
    })
    origins = merge.origins
  }
  return { content, origin: pointer => originOf(origins, pointer) }
}

type Origins<Owner> = Map<string, Origin<Owner>>

/** What is recorded holds for everything below it, up to the next record. */
function originOf<Owner>(origins: Origins<Owner>, pointer: string): Origin<Owner> {
  for (let at: string | undefined = pointer; at !== undefined; at = parentPointer(at)) {
    const found = origins.get(at)
    if (found) return { owner: found.owner, pointer: found.pointer + pointer.slice(at.length) }
  }
  throw new TypeError('a merged content has an origin at its root')
}

interface Pair {
  below: unknown
  above: unknown
  /** Pointer in the result. */
  at: string
  /** Pointers of the two in their own contents; positions in arrays differ. */
  from: { below: string; above: string }
  place: SchemaPlace
}

class Merge<Owner> {
  readonly origins: Origins<Owner> = new Map()
  readonly #below: Origins<Owner>
  readonly #owner: Owner

  constructor(below: Origins<Owner>, owner: Owner) {
    this.#below = below
    this.#owner = owner
  }

  values(pair: Pair): unknown {
    const { below, above } = pair
    if (isPlainObject(below) && isPlainObject(above)) return this.#objects(pair, below, above)
    const key = pair.place.itemKey()
    if (Array.isArray(below) && Array.isArray(above) && key !== undefined) return this.#arrays(pair, below, above, key)
    return this.#fromAbove(pair.at, pair.from.above, above)
  }

  #objects(pair: Pair, below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
    this.#keepBelow(pair.at, pair.from.below)
    const merged: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(below)) {
      const at = pointerTo(pair.at, name)
      const from = { below: pointerTo(pair.from.below, name), above: pointerTo(pair.from.above, name) }
      if (!Object.hasOwn(above, name)) merged[name] = this.#fromBelow(at, from.below, value)
      else if (above[name] !== null) {
        merged[name] = this.values({ below: value, above: above[name], at, from, place: pair.place.child(name) })
      }
    }
    for (const [name, value] of Object.entries(above)) {
      if (Object.hasOwn(below, name) || value === null) continue
      merged[name] = this.#fromAbove(pointerTo(pair.at, name), pointerTo(pair.from.above, name), value)
    }
    return merged
  }

  #arrays(pair: Pair, below: unknown[], above: unknown[], key: string): unknown[] {
    this.#keepBelow(pair.at, pair.from.below)
    const patches = [...above]
    return arrange(below, patches, key).map((slot, i) => {
      const at = pointerTo(pair.at, i)
      const from = {
        below: pointerTo(pair.from.below, slot.below ?? ''),
        above: pointerTo(pair.from.above, slot.above ?? ''),
      }
      if (slot.above === undefined) return this.#fromBelow(at, from.below, below[slot.below!])
      const patch = patches[slot.above]
      if (slot.below === undefined) return this.#fromAbove(at, from.above, patch)
      return this.values({ below: below[slot.below], above: patch, at, from, place: pair.place.child(i) })
    })
  }

  #fromAbove(at: string, pointer: string, value: unknown): unknown {
    this.origins.set(at, { owner: this.#owner, pointer })
    return value
  }

  #fromBelow(at: string, pointer: string, value: unknown): unknown {
    this.#keepBelow(at, pointer)
    for (const [recorded, origin] of this.#below) {
      if (recorded.startsWith(`${pointer}/`)) this.origins.set(at + recorded.slice(pointer.length), origin)
    }
    return value
  }

  #keepBelow(at: string, pointer: string): void {
    this.origins.set(at, originOf(this.#below, pointer))
  }
}

/** Positions in the two arrays that make one item of the result. */
interface Slot {
  below?: number
  above?: number
}

/**
 * The order of the result: items below keep theirs, new ones stand at the end or after the one they name. A `$remove` or
 * `$after` that names nothing stays in the content, where the schema check reports it as an unknown key.
 */
function arrange(below: unknown[], above: unknown[], key: string): Slot[] {
  const keyOf = (item: unknown): unknown => (key === '' ? item : isPlainObject(item) ? item[key] : undefined)
  const slots: Slot[] = below.map((_, i) => ({ below: i }))
  const slotOf = (wanted: unknown): number =>
    slots.findIndex(slot => keyOf(slot.below === undefined ? above[slot.above!] : below[slot.below]) === wanted)
  above.forEach((item, i) => {
    const instruction = isPlainObject(item) ? item : {}
    const at = slotOf(keyOf(item))
    if (at !== -1 && instruction['$remove'] === true) {
      slots.splice(at, 1)
      return
    }
    const slot: Slot = { ...slots[at], above: i }
    const moves = typeof instruction['$after'] === 'string' && slotOf(instruction['$after']) !== -1
    if (at !== -1 && moves) slots.splice(at, 1)
    if (moves) slots.splice(slotOf(instruction['$after']) + 1, 0, slot)
    else if (at !== -1) slots[at] = slot
    else slots.push(slot)
    if (moves) above[i] = withoutPosition(instruction)
  })
  return slots
}

function withoutPosition(item: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== '$after'))
}
