import type { ChangeWords } from '../../metadata/compare/change-words.ts'

/** Roles are always current, so every change bites at once; none touches what is stored. */
export const roleChanges: readonly ChangeWords[] = [
  { at: '/rules/*/reason', noun: 'right', impact: 'none' },
  {
    at: '/rules/*',
    noun: 'right',
    codes: { remove: 'right_withdrawn' },
    // Of two rules that contradict each other the later one counts, so a move is no mere matter of looks.
    impact: 'safe',
  },
  { at: '/rules/*/**', noun: 'right' },
]
