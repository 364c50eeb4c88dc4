/** A piece of text outside of the braces, and where it ends: at `${`, at `#{` or at the end. */
export interface TextPiece {
  text: string
  to: number
}

/** Reads up to the next expression. `\` before `${` or `#{` makes it text; before anything else it is a plain character. */
export function readText(source: string, from: number): TextPiece {
  let text = ''
  let escaped = false
  let at = from
  for (; at < source.length; at++) {
    const char = source[at]!
    if (char === '\\') {
      // Of several backslashes before a brace all but the last are text.
      if (escaped) text += char
      escaped = true
      continue
    }
    if (opensExpression(source, at)) {
      if (!escaped) return { text, to: at }
      text += char
    } else {
      text += escaped ? `\\${char}` : char
    }
    escaped = false
  }
  return { text: escaped ? `${text}\\` : text, to: at }
}

/** True where an expression begins. */
export const opensExpression = (source: string, at: number): boolean =>
  (source[at] === '$' || source[at] === '#') && source[at + 1] === '{'
