import type { MarkdownNode } from './markdown-tree.ts'
import { nearest } from '../../base/nearest.ts'
import type { Linker, Place } from '../../metadata/kind.ts'
import type { ArticleContent, ArticleNode, Heading } from './article.ts'
import { linkTarget } from './links.ts'

export interface NodeFault {
  code: string
  message: string
  nearest?: string | undefined
  place: Place
}

/** Turns the Markdown tree into the nodes that an article may hold, and says what it may not. */
export class NodeCompiler {
  readonly faults: NodeFault[] = []
  /** `from`, `to`: where the name stands in the body. */
  readonly references: { name: string; place: Place; from: number; to: number }[] = []
  readonly #article: ArticleContent
  readonly #link: Linker
  #heading = 0

  constructor(article: ArticleContent, link: Linker) {
    this.#article = article
    this.#link = link
  }

  blocks(): ArticleNode[] {
    return this.#children(this.#article.root, true)
  }

  #children(node: MarkdownNode, top = false): ArticleNode[] {
    return 'children' in node ? node.children.flatMap(child => this.#node(child, top)) : []
  }

  #node(node: MarkdownNode, top: boolean): ArticleNode[] {
    switch (node.type) {
      case 'heading':
        return this.#headingNode(node, top)
      case 'paragraph':
      case 'blockquote':
      case 'emphasis':
      case 'strong':
      case 'listItem':
        return [{ type: node.type, children: this.#children(node) }]
      case 'list': {
        const ordered = node.ordered === true
        return [{ type: 'list', ordered, start: node.start ?? 1, children: this.#children(node) }]
      }
      case 'text':
      case 'inlineCode':
      case 'code':
        return [{ type: node.type, value: node.value }]
      case 'break':
      case 'thematicBreak':
        return [{ type: node.type }]
      case 'link':
        return this.#linkNode(node.url, node)
      default:
        return this.#refuse(node, 'article.node', REFUSED[node.type] ?? `Articles hold no ${node.type}.`)
    }
  }

  #headingNode(node: Extract<MarkdownNode, { type: 'heading' }>, top: boolean): ArticleNode[] {
    if (!top) return this.#refuse(node, 'article.node', 'A heading stands by itself, not inside of a list or a quote.')
    const { id } = this.#article.outline[this.#heading++]!
    return [{ type: 'heading', depth: node.depth, id, children: this.#children(node) }]
  }

  #linkNode(url: string, node: MarkdownNode): ArticleNode[] {
    const target = linkTarget(url, this.#article.head.name)
    if (!target) {
      const message = `"${url}" can't be linked. Write https://…, mailto:…, article:<name> or page:<name>.`
      return this.#refuse(node, 'article.link', message)
    }
    if (target.kind !== 'address') this.#resolve(target, node)
    return [{ type: 'link', target, children: this.#children(node) }]
  }

  #resolve(target: { kind: 'article' | 'page'; name: string; heading?: string | null }, node: MarkdownNode): void {
    const { kind, name, heading = null } = target
    const own = kind === 'article' && name === this.#article.head.name
    const found = own ? this.#article : (this.#link.source(kind, name)?.content as ArticleContent | undefined)
    if (!found) {
      const meant = nearest(name, this.#link.names(kind))
      this.#refuse(node, 'article.unknown_target', `There is no ${kind} "${name}".`, meant)
      return
    }
    this.#refer(kind, name, node)
    if (heading === null || found.outline.some(each => each.id === heading)) return
    const known = found.outline.map((each: Heading) => each.id)
    const message = `The article "${name}" has no heading "${heading}".`
    this.#refuse(node, 'article.unknown_heading', message, nearest(heading, known))
  }

  /** A link to a heading of its own names no article. */
  #refer(kind: string, name: string, node: MarkdownNode): void {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!]
    const at = this.#article.body.slice(start, end).lastIndexOf(`${kind}:${name}`)
    if (at === -1) return
    const from = start + at + kind.length + 1
    this.references.push({ name: `${kind}/${name}`, place: placeOf(node), from, to: from + name.length })
  }

  #refuse(node: MarkdownNode, code: string, message: string, meant?: string): [] {
    this.faults.push({ code, message, nearest: meant, place: placeOf(node) })
    return []
  }
}

const REFUSED: Readonly<Record<string, string>> = {
  html: 'Articles hold no HTML. Write Markdown; a sign that shall be seen as it is stands behind a backslash: \\<.',
  image: 'Articles hold no pictures. Describe it, or link to it.',
  imageReference: 'Articles hold no pictures. Describe it, or link to it.',
  linkReference: 'Write the address into the link itself: [text](address).',
  definition: 'Write the address into the link itself: [text](address).',
}

const placeOf = (node: MarkdownNode): Place => ({
  line: node.position?.start.line ?? 1,
  column: node.position?.start.column ?? 1,
})
