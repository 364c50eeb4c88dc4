/** When a version was published, and what it says of its days in force. Days are `YYYY-MM-DD`. */
export interface PublishedVersion {
  version: number
  publishedOn: string
  from: string | null
  to: string | null
}

/**
 * The version in force on a day: the latest one that had begun and covers the day; null when there is none.
 * `versions` stand in their order. The first version was always there, as far as its days reach.
 */
export function versionInForce(versions: readonly PublishedVersion[], day: string): number | null {
  const found = versions.filter((each, i) => covers(each, day) && beginOf(each, versions[i - 1]) <= day)
  return found.at(-1)?.version ?? null
}

const covers = ({ from, to }: PublishedVersion, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)

/**
 * A change of the rules under the same dates must not change what was decided for days gone by; only a first day that its
 * author wrote anew reaches back before the publication.
 */
function beginOf(each: PublishedVersion, before: PublishedVersion | undefined): string {
  if (before === undefined) return each.from ?? ''
  return each.from !== null && each.from !== before.from ? each.from : each.publishedOn
}
