import type { Kind } from './kind.ts'

/** Names of definitions whose kind says nothing else. */
export const DEFINITION_NAMES: NonNullable<Kind['names']> = {
  pattern: /^[a-z][a-z0-9_]{0,62}$/,
  rule: 'use lower-case letters, digits and underscores, beginning with a letter, at most 63',
}
