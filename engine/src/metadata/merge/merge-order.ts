import { keptInPlace } from '../compare/kept-in-place.ts'

export interface Orders {
  base: readonly string[]
  theirs: readonly string[]
  ours: readonly string[]
}

/**
 * The order of the keys that a merge keeps: what neither side moved stays, and what a side moved or added stands where
 * that side put it, theirs before ours at the same place. Undefined when the sides contradict each other.
 */
export function mergeOrder(orders: Orders, kept: ReadonlySet<string>): string[] | undefined {
  const base = orders.base.filter(key => kept.has(key))
  const theirs = sideOrder(orders.theirs, base, kept)
  const ours = sideOrder(orders.ours, base, kept)
  const spine = base.filter(key => !theirs.placed.has(key) && !ours.placed.has(key))
  const candidates = [inGaps(spine, theirs, ours), inGaps(spine, ours, theirs)]
  return candidates.find(order => order !== undefined && holds(order, base, theirs, ours))
}

/** One side's order as it is, with what only the other orders know behind its neighbour there. */
export function orderOfSide(orders: Orders, side: keyof Orders, kept: ReadonlySet<string>): string[] {
  const merged = orders[side].filter(key => kept.has(key))
  const has = new Set(merged)
  for (const other of [orders.base, orders.theirs, orders.ours]) {
    let behind = -1
    for (const key of other) {
      if (!kept.has(key)) continue
      if (has.has(key)) behind = merged.indexOf(key)
      else {
        merged.splice(++behind, 0, key)
        has.add(key)
      }
    }
  }
  return merged
}

interface SideOrder {
  order: string[]
  /** Keys that this side moved or added. */
  placed: ReadonlySet<string>
}

function sideOrder(all: readonly string[], base: readonly string[], kept: ReadonlySet<string>): SideOrder {
  const order = all.filter(key => kept.has(key))
  const unmoved = keptInPlace(base, order)
  return { order, placed: new Set(order.filter(key => !unmoved.has(key))) }
}

/** The spine with what the sides put behind each of its keys; undefined when a key was put to two places. */
function inGaps(spine: readonly string[], first: SideOrder, second: SideOrder): string[] | undefined {
  const [firstGaps, secondGaps] = [gaps(first, second, spine), gaps(second, first, spine)]
  const merged: string[] = []
  for (let gap = 0; gap <= spine.length; gap++) {
    if (gap > 0) merged.push(spine[gap - 1]!)
    const between = interleaved(firstGaps[gap]!, secondGaps[gap]!)
    if (between === undefined) return undefined
    merged.push(...between)
  }
  return new Set(merged).size === merged.length ? merged : undefined
}

/** What a side put before the spine and behind each of its keys. */
function gaps(side: SideOrder, other: SideOrder, spine: readonly string[]): string[][] {
  const [own, others] = [seats(side, spine), seats(other, spine)]
  const found: string[][] = Array.from({ length: spine.length + 1 }, () => [])
  let seat = 0
  for (const key of side.order) {
    seat = Math.max(seat, own.get(key) ?? 0)
    if (!side.placed.has(key)) continue
    const theirs = others.get(key)
    // Keys that this side has not can't tell its places apart.
    if (theirs !== undefined && spine.slice(seat, theirs).every(each => !own.has(each))) seat = Math.max(seat, theirs)
    found[seat]!.push(key)
  }
  return found
}

/** How many keys of the spine stand before or at each key that a side placed or that is of the spine. */
function seats({ order, placed }: SideOrder, spine: readonly string[]): ReadonlyMap<string, number> {
  const position = new Map(spine.map((key, i) => [key, i + 1]))
  const found = new Map<string, number>()
  let seat = 0
  for (const key of order) {
    seat = position.get(key) ?? seat
    if (position.has(key) || placed.has(key)) found.set(key, seat)
  }
  return found
}

/** Both sequences in one, what they share once; undefined when they order it differently. */
function interleaved(first: readonly string[], second: readonly string[]): string[] | undefined {
  const inSecond = new Set(second)
  const shared = first.filter(key => inSecond.has(key))
  const merged: string[] = []
  let [i, k] = [0, 0]
  for (const key of shared) {
    const [end, secondEnd] = [first.indexOf(key, i), second.indexOf(key, k)]
    if (secondEnd === -1) return undefined
    merged.push(...first.slice(i, end), ...second.slice(k, secondEnd), key)
    ;[i, k] = [end + 1, secondEnd + 1]
  }
  return [...merged, ...first.slice(i), ...second.slice(k)]
}

/** Two lists that both sides shuffled are not searched for an order that suits both: one of the sides' is chosen. */
const MAX_PAIRS = 4_000_000

/**
 * What theirs placed and what ours placed must stand to each other as the side wants that changed their order, and as both
 * want where they agree. All other pairs do by construction.
 */
function holds(merged: readonly string[], base: readonly string[], theirs: SideOrder, ours: SideOrder): boolean {
  if (theirs.placed.size * ours.placed.size > MAX_PAIRS) return false
  const [inResult, inBase, inTheirs, inOurs] = [merged, base, theirs.order, ours.order].map(isBefore) as Before[]
  const byOurs = [...ours.placed]
  return [...theirs.placed].every(a =>
    byOurs.every(b => {
      const wanted = a === b ? undefined : wantedOf(inBase!(a, b), inTheirs!(a, b), inOurs!(a, b))
      return wanted === undefined || wanted === inResult!(a, b)
    }),
  )
}

function wantedOf(was: boolean | undefined, their: boolean | undefined, our: boolean | undefined): boolean | undefined {
  if (their === undefined || our === undefined || their === our) return their ?? our
  // Of what neither side knew before, either order will do.
  return was === undefined ? undefined : !was
}

/** Whether the first key stands before the second; undefined when one of them isn't there. */
type Before = (a: string, b: string) => boolean | undefined

function isBefore(order: readonly string[]): Before {
  const position = new Map(order.map((key, i) => [key, i]))
  return (a, b) => {
    const [first, second] = [position.get(a), position.get(b)]
    return first === undefined || second === undefined ? undefined : first < second
  }
}
