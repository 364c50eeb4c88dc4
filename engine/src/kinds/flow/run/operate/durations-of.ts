/** How long visits of one element took, in milliseconds. */
export interface ElementDurations {
  element: string
  visits: number
  mean: number
  p50: number
  p90: number
}

/** By element, in the order of their ids. Percentiles lie between two visits like PostgreSQL's `percentile_cont`. */
export function durationsOf(visits: readonly { element: string; ms: number }[]): ElementDurations[] {
  const byElement = new Map<string, number[]>()
  for (const { element, ms } of visits) {
    const known = byElement.get(element)
    if (known === undefined) byElement.set(element, [ms])
    else known.push(ms)
  }
  return [...byElement]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, all]) => {
      const sorted = Float64Array.from(all).sort()
      const mean = Math.round(all.reduce((sum, ms) => sum + ms, 0) / all.length)
      return { element, visits: all.length, mean, p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) }
    })
}

function percentile(sorted: Float64Array, part: number): number {
  const at = (sorted.length - 1) * part
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return Math.round(below + (above - below) * (at - Math.floor(at)))
}
