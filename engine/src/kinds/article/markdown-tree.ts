import type { fromMarkdown } from 'mdast-util-from-markdown'

/** What the Markdown reader gives. */
export type MarkdownRoot = ReturnType<typeof fromMarkdown>

export type MarkdownNode = MarkdownRoot | MarkdownRoot['children'][number]
