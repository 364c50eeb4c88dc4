import { blanked } from './blanked.ts'

/**
 * `text` as the grammar can read it, every character in its place: the grammar knows neither `range<…>` nor a bare
 * `function` as a type (DMN 1.5 grammar rule 54), but `list<…>` and names.
 */
export function readableTypes(text: string): string {
  if (!TYPE_PLACE.test(text)) return text
  const characters = [...blanked(text).matchAll(TYPES)].flatMap(({ index, 0: type }) => [...replacements(type, index)])
  return characters.reduce((all, { at, by }) => all.slice(0, at) + by + all.slice(at + by.length), text)
}

const TYPE_PLACE = /\binstance\s+of\b|\bfunction\s*\(/

/** What follows `instance of`, and the parameters of a function literal. */
const TYPES =
  /(?<=\binstance\s+of\s+)(?:(?:range|list|context|function)\s*<.*|function\b)|(?<=\bfunction\s*)\([^()]*\)/gs

function* replacements(type: string, index: number): Iterable<{ at: number; by: string }> {
  for (const match of type.matchAll(/(^|[<,:>]\s*)range(?=\s*<)/g)) {
    yield { at: index + match.index + match[1]!.length, by: 'list ' }
  }
  for (const match of type.matchAll(/(^|[<,:>]\s*)function(?!\s*[<(])/g)) {
    yield { at: index + match.index + match[1]!.length, by: 'Function' }
  }
}
