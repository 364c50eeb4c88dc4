/** Median of the numbers; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length ? sorted[sorted.length >> 1]! : Number.NaN
}

/** Three significant digits, for ratios and seconds. */
export const significant = (value: number): number => Number(value.toPrecision(3))

/**
 * Prints the table of a benchmark and, as the last line, one JSON object of medians (docs/guides/benchmarks.md names the keys).
 * A key that was not measured is absent, never null.
 */
export function report(rows: Record<string, string | number>[], medians: Record<string, number | undefined>): void {
  console.table(rows)
  const known = Object.entries(medians).filter(([, value]) => value !== undefined && Number.isFinite(value))
  console.log(JSON.stringify(Object.fromEntries(known)))
}
