import type { ChangeWords } from '../../metadata/compare/change-words.ts'

export const pageChanges: readonly ChangeWords[] = [
  { at: '/entity', noun: 'entity', impact: 'breaking' },
  { at: '/type', noun: 'type', impact: 'breaking' },
  { at: '/facts/*', noun: 'fact' },
  { at: '/menu/**', noun: 'menu', impact: 'none' },
]
