import { useState } from 'react'
import type { CaseName, CaseOutcome, FailedCase } from './publishing-api.ts'

/** What the author has said of the cases that fail: which of them no longer apply. */
export interface SetAside {
  /** Failed cases that somebody has to decide about. */
  blocking: readonly FailedCase[]
  /** Those of them that are set aside, as the server takes them. */
  names: readonly CaseName[]
  /** True: a case still blocks. */
  open: boolean
  has(failed: CaseName): boolean
  set(cases: readonly CaseName[], aside: boolean): void
}

/** Failed cases by what is to be done about them. */
export function sortedCases({ failed }: CaseOutcome) {
  const of = (why: FailedCase['tolerated']): FailedCase[] => failed.filter(each => each.tolerated === why)
  return { blocking: of(undefined), setAside: of('set_aside'), known: of('known') }
}

/** Names one case; no two files test the same definition under the same key. */
export const caseId = ({ of, key }: CaseName): string => `${of}:${key}`

/** Kept beside the changes: a case that passes meanwhile is no longer named, and is still marked should it fail again. */
export function useSetAside(cases: CaseOutcome | null | undefined): SetAside {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const { blocking } = sortedCases(cases ?? { passed: 0, failed: [] })
  const has = (failed: CaseName): boolean => marked.has(caseId(failed))
  const names = blocking.filter(has).map(({ of, key }) => ({ of, key }))
  return {
    blocking,
    names,
    open: names.length < blocking.length,
    has,
    set(some, aside) {
      const ids = new Set(some.map(caseId))
      setMarked(now => new Set([...now].filter(id => !ids.has(id)).concat(aside ? [...ids] : [])))
    },
  }
}
