/**
 * Place of the first bracket that is nested deeper than `limit`, or undefined. Looked for before parsing, because the
 * parser's time grows with the square of the nesting (2 s for 1,900 nested contexts).
 */
export function tooDeepBracket(text: string, limit: number): number | undefined {
  let depth = 0
  for (const token of text.matchAll(TOKEN)) {
    if ('([{'.includes(token[0])) depth++
    else if (')]}'.includes(token[0])) depth--
    if (depth > limit) return token.index
  }
  return undefined
}

/** Texts and comments are taken whole, so that brackets in them don't count. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*.*?\*\/|[([{)\]}]/gs
