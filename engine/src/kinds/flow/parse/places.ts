import type { Place } from '../../../metadata/kind.ts'
import { textPlaces } from '../../../metadata/text-places.ts'

/** Finds where an element stands in the text: the place of its `id` attribute's tag. Unknown ids give 1:1. */
export function placesIn(text: string): (elementId: string) => Place {
  const placeAt = textPlaces(text)
  let index: Map<string, number> | undefined
  return elementId => {
    index ??= idsIn(text)
    const offset = index.get(elementId)
    return offset === undefined ? { line: 1, column: 1 } : placeAt(offset)
  }
}

function idsIn(text: string): Map<string, number> {
  const places = new Map<string, number>()
  for (const match of text.matchAll(/<[^<>!?/][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const id = match[1] ?? match[2]!
    if (!places.has(id)) places.set(id, match.index)
  }
  return places
}
