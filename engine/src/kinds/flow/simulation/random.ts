/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32, 32 bits of state). */
export type Random = () => number

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of the names, by their weights; undefined when all weigh nothing. */
export function weighted(weights: Readonly<Record<string, number>>, random: Random): string | undefined {
  const entries = Object.entries(weights).filter(([, weight]) => weight > 0)
  const all = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random() * all
  for (const [name, weight] of entries) if ((left -= weight) < 0) return name
  return entries.at(-1)?.[0]
}

export const oneOf = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items[Math.floor(random() * items.length)]
