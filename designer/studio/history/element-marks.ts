import type { DescribedChange } from '@jingwei/engine/model'

export type Mark = 'added' | 'removed' | 'changed' | 'moved'

const GRAVITY: readonly Mark[] = ['moved', 'changed', 'added', 'removed']

/** How each element of a flow's diagram changed, by id; the gravest of its changes counts. */
export function elementMarks(changes: readonly DescribedChange[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const { code, subject } of changes) {
    if (subject === '') continue
    const mark = markOf(code)
    const known = marks.get(subject)
    if (known === undefined || GRAVITY.indexOf(mark) > GRAVITY.indexOf(known)) marks.set(subject, mark)
  }
  return marks
}

function markOf(code: string): Mark {
  if (/^(element|flow|note)_added$/.test(code)) return 'added'
  if (/^(element|flow|note)_removed$/.test(code)) return 'removed'
  return /^(element_moved|diagram_changed|\w+_reordered)$/.test(code) ? 'moved' : 'changed'
}
