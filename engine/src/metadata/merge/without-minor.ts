import type { ContentNode } from '../compare/content-node.ts'

/** The node without what the schema marks as `x-minor`, at every depth. */
export function withoutMinor(node: ContentNode): ContentNode {
  if (node.shape === 'leaf') return node
  const weighty = [...node.entries].filter(([, entry]) => !entry.place.is('minor'))
  return { ...node, entries: new Map(weighty.map(([key, entry]) => [key, withoutMinor(entry)])) }
}
