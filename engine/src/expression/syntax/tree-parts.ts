import type { SyntaxNode } from '@lezer/common'

/** The children that mean something: no keywords, brackets or comments. */
export const parts = (node: SyntaxNode): SyntaxNode[] =>
  children(node).filter(child => /^[A-Z?]|^null$/.test(child.name))

/** All children but comments. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) found.push(child)
  }
  return found
}
