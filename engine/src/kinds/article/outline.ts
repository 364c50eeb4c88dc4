import type { MarkdownNode, MarkdownRoot } from './markdown-tree.ts'
import type { Heading } from './article.ts'

/** The headings of a text, each with an id that is unique in it. */
export function outlineOf(root: MarkdownRoot): Heading[] {
  const taken = new Map<string, number>()
  return root.children.flatMap(node => {
    if (node.type !== 'heading') return []
    const text = plainText(node)
    return [{ depth: node.depth, text, id: uniqueId(text, taken) }]
  })
}

/** The words of a node without its marks. */
export function plainText(node: MarkdownNode): string {
  if ('value' in node) return node.value
  if (node.type === 'break') return '\n'
  return 'children' in node ? node.children.map(plainText).join(BETWEEN.has(node.type) ? '\n' : '') : ''
}

const BETWEEN = new Set(['root', 'list', 'listItem', 'blockquote'])

/** `如何退回？` → `如何退回`; a second one gets `-2`. */
function uniqueId(text: string, taken: Map<string, number>): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['section']
  const base = words.join('-')
  const count = (taken.get(base) ?? 0) + 1
  taken.set(base, count)
  const id = count === 1 ? base : `${base}-${count}`
  if (count > 1) taken.set(id, 1)
  return id
}
