import type { ListedDraft } from '../core/drafts-api.ts'

/** What the list says beside a definition that somebody is changing. */
export interface DraftMark {
  mine: boolean
  /** Mine, begun on a version that is no longer in force. */
  stale: boolean
  /** Others who are changing it. */
  names: string[]
}

/** One mark per definition; one's own draft counts before those of others. */
export function draftMarks(drafts: readonly ListedDraft[]): Map<string, DraftMark> {
  const marks = new Map<string, DraftMark>()
  for (const { id, mine, stale, author } of drafts) {
    const mark = marks.get(id) ?? { mine: false, stale: false, names: [] }
    marks.set(id, mine ? { ...mark, mine, stale } : { ...mark, names: [...mark.names, author.name] })
  }
  return marks
}
