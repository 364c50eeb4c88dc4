import type { JuelNode } from './juel-node.ts'

/** The key that stands in the text, undefined when it is computed. */
export const keyOf = (key: JuelNode): string | undefined =>
  key.kind === 'literal' && typeof key.value === 'string' ? key.value : undefined
