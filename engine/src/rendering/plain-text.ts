import { cleanHtml, type DocumentElement } from './clean-html.ts'

/** The words of a document as a reader sees them: one line for each block or row, cells parted by a blank. */
export function plainText(html: string): string {
  return textOf(cleanHtml(html))
    .split('\n')
    .map(line => line.replace(/[ \t]+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
}

const CELLS = new Set(['td', 'th'])
const INLINE = new Set(['b', 'strong', 'i', 'em', 'u', 's', 'small', 'sub', 'sup', 'span'])

function textOf(node: DocumentElement): string {
  return Array.from(node.childNodes as Iterable<DocumentElement>)
    .map(child => {
      if (child.nodeType === TEXT_NODE) return (child.textContent ?? '').replace(/\s+/g, ' ')
      if (child.localName === 'br') return '\n'
      const inner = textOf(child)
      if (INLINE.has(child.localName)) return inner
      return CELLS.has(child.localName) ? ` ${inner.replaceAll('\n', ' ')} ` : `\n${inner}\n`
    })
    .join('')
}

const TEXT_NODE = 3
