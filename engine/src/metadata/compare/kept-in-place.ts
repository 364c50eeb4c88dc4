/**
 * The keys that two orders have in common and that need not be moved to come from one to the other: a longest common
 * subsequence, found as a longest increasing run of positions since each key stands once.
 */
export function keptInPlace(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const position = new Map(before.map((key, i) => [key, i]))
  const common = after.filter(key => position.has(key))
  const tails: number[] = []
  const previous: number[] = []
  common.forEach((key, i) => {
    const at = firstNotBelow(tails, position.get(key)!, tail => position.get(common[tail]!)!)
    previous[i] = at === 0 ? -1 : tails[at - 1]!
    tails[at] = i
  })
  const kept = new Set<string>()
  for (let i = tails.at(-1) ?? -1; i !== -1; i = previous[i]!) kept.add(common[i]!)
  return kept
}

/** Index of the first element whose number is not below `wanted`; their numbers increase. */
function firstNotBelow(elements: readonly number[], wanted: number, numberOf: (element: number) => number): number {
  let [low, high] = [0, elements.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberOf(elements[middle]!) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
