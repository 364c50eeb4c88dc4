import type { ChangeWords } from '../../metadata/compare/change-words.ts'

/** A running instance keeps its form: nothing here touches what is stored. */
export const formChanges: readonly ChangeWords[] = [
  { at: '/entity', noun: 'entity', impact: 'breaking' },
  { at: '/sections/*/fields/*/columns/*', noun: 'column', codes: { add: 'column_placed', remove: 'column_withdrawn' } },
  { at: '/sections/*/fields/*/columns/*/**', noun: 'column' },
  { at: '/sections/*/fields/*', noun: 'field', codes: { add: 'field_placed', remove: 'field_withdrawn' } },
  { at: '/sections/*/fields/*/**', noun: 'field' },
  { at: '/sections/*', noun: 'section' },
  { at: '/sections/*/title', noun: 'section', impact: 'none' },
  { at: '/sections/*/description', noun: 'section', impact: 'none' },
  { at: '/sections/*/**', noun: 'section' },
]
