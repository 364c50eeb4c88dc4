import type { Place } from '../../../metadata/kind.ts'
import { placeOf } from './moddle-faults.ts'

/** A flow's text in bytes may not be larger: 2 MB. */
const MAX_BYTES = 2 * 1024 * 1024
/** Those that begin and those that end an element. */
const MAX_TAGS = 20_000

/** Why a text is not even given to the XML reader; null: it may be read. */
export function refusedText(text: string): { code: string; message: string; place: Place } | null {
  const start = { line: 1, column: 1 }
  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    return {
      code: 'flow.too_large',
      message: 'The flow is larger than 2 MB. Split it into several flows.',
      place: start,
    }
  }
  const tag = [...text.matchAll(/</g)][MAX_TAGS]
  if (tag) {
    const message = `The flow has more than ${MAX_TAGS} XML tags. Split it into several flows.`
    return { code: 'flow.too_many_elements', message, place: placeOf(text, tag.index) }
  }
  const declaration = /<!(DOCTYPE|ENTITY)/i.exec(text)
  if (declaration === null) return null
  const message =
    'Document types and entity declarations are refused: remove the <!DOCTYPE …> or <!ENTITY …> declaration.'
  return { code: 'flow.doctype', message, place: placeOf(text, declaration.index) }
}
