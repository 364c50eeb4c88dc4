/** Ids that are the same in every run: replay is exact. */
export function numberedIds(): () => string {
  let last = 0
  return () => `n${String(++last).padStart(6, '0')}`
}
