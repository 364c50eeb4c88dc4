import type { Content } from 'pdfmake/interfaces.js'
import { cleanHtml, type DocumentElement } from './clean-html.ts'
import { lookOf, type Look } from './document-looks.ts'
import { tableContent } from './table-content.ts'

/** Turns the HTML of a filled template into what pdfmake lays out. Anything outside of the document vocabulary is left out. */
export const documentContent = (html: string): Content => blocksIn(cleanHtml(html)) as unknown as Content

const INLINE = new Set(['span', 'b', 'strong', 'i', 'em', 'u', 's', 'small', 'br'])
const ELEMENT = 1
const TEXT = 3

type Child = DocumentElement['childNodes'][number]

/** What stands in an element, one below the other; neighbouring words and inline elements are one paragraph. */
function blocksIn(parent: DocumentElement): Look[] {
  const blocks: Look[] = []
  let run: Child[] = []
  const endRun = (): void => {
    const text = paragraph(run)
    if (text.length > 0) blocks.push({ text })
    run = []
  }
  for (const child of parent.childNodes) {
    if (isInline(child)) run.push(child)
    else if (child.nodeType === ELEMENT) {
      endRun()
      blocks.push(block(child as DocumentElement))
    }
  }
  endRun()
  return blocks
}

const isInline = (node: Child): boolean => node.nodeType === TEXT || INLINE.has((node as DocumentElement).localName)

function block(element: DocumentElement): Look {
  const look = lookOf(element)
  if (element.localName === 'table') return { ...look, ...tableContent(element, contentOf) }
  if (element.localName === 'hr')
    return { table: { widths: ['*'], body: [['']] }, layout: 'rule', margin: [0, 8, 0, 4] }
  if (element.localName === 'ul' || element.localName === 'ol') return { ...look, [element.localName]: items(element) }
  return { ...look, ...contentOf(element) }
}

const items = (list: DocumentElement): Look[] =>
  [...list.children].map(item => ({ ...lookOf(item as DocumentElement), ...contentOf(item as DocumentElement) }))

/** One paragraph stays text, so that the element's own look (an indent, say) reaches it. */
function contentOf(element: DocumentElement): Look {
  const blocks = blocksIn(element)
  const [only] = blocks
  if (blocks.length === 0) return { text: '' }
  return blocks.length === 1 && [...element.childNodes].every(isInline) ? only! : { stack: blocks }
}

function paragraph(nodes: readonly Child[]): Look[] {
  return trimmed(nodes.flatMap(node => runs(node, {})))
}

function runs(node: Child, look: Look): Look[] {
  if (node.nodeType === TEXT) return [{ ...look, text: collapsed(node.textContent ?? '') }]
  const element = node as DocumentElement
  if (element.localName === 'br') return [{ ...look, text: '\n' }]
  const own = { ...look, ...lookOf(element) }
  return [...element.childNodes].flatMap(child => runs(child, own))
}

/** As HTML reads blanks; but a line end between two Chinese characters is no blank. Wide blanks (&emsp;) are kept. */
const collapsed = (text: string): string =>
  text.replace(/(?<=[\u2e80-\uffef])[ \t\r]*\n[ \t\r\n]*(?=[\u2e80-\uffef])/g, '').replace(/[ \t\r\n]+/g, ' ')

function trimmed(run: Look[]): Look[] {
  const texts = run.map(each => each['text'] as string)
  const first = texts.findIndex(text => text.trim() !== '' || text === '\n')
  const last = texts.findLastIndex(text => text.trim() !== '')
  if (first === -1 || last === -1) return []
  return run.slice(first, last + 1).map((each, index, all) => {
    let text = each['text'] as string
    if (index === 0 && text !== '\n') text = text.replace(/^[ ]+/, '')
    if (index === all.length - 1) text = text.replace(/[ ]+$/, '')
    return { ...each, text }
  })
}
