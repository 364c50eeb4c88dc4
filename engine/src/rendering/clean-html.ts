import { parseHTML } from 'linkedom'
import { DOCUMENT_CLASSES, DOCUMENT_STYLES, DOCUMENT_TAGS } from '../metadata/document-markup.ts'

/** An element of the cleaned document. */
export type DocumentElement = ReturnType<typeof parseHTML>['document']['body']

/**
 * The body with nothing in it but the tags, classes and styles of the document vocabulary. The compiler of the kind has
 * refused all others already; this is the second lock.
 */
export function cleanHtml(html: string): DocumentElement {
  const { body } = parseHTML(`<!doctype html><html><body>${html}</body></html>`).document
  for (const element of Array.from(body.querySelectorAll('*'))) cleanElement(element as DocumentElement)
  return body
}

function cleanElement(element: DocumentElement): void {
  const tag = element.localName
  if (!Object.hasOwn(DOCUMENT_TAGS, tag)) return element.remove()
  for (const { name, value } of Array.from(element.attributes)) {
    const kept = cleanAttribute(tag, name, value)
    if (kept === '') element.removeAttribute(name)
    else element.setAttribute(name, kept)
  }
}

function cleanAttribute(tag: string, name: string, value: string): string {
  if (name === 'class')
    return value
      .split(/\s+/)
      .filter(each => DOCUMENT_CLASSES.has(each))
      .join(' ')
  if (name === 'style') return value.split(';').filter(isAllowedStyle).join(';')
  return DOCUMENT_TAGS[tag]!.includes(name) && /^\d{1,3}%?$/.test(value) ? value : ''
}

function isAllowedStyle(declaration: string): boolean {
  const [property = '', setting = ''] = declaration.split(/:(.*)/s).map(text => text.trim().toLowerCase())
  return Object.hasOwn(DOCUMENT_STYLES, property) && DOCUMENT_STYLES[property]!.test(setting)
}
