import { RE2JS } from 're2js'

/**
 * A pattern that runs in time linear in the text, whatever it is (RE2): a definition can't hold a node with nested
 * quantifiers. Throws RE2JSSyntaxException on a pattern RE2 has not (back-references, look-around).
 * Has the shape of Ajv's `code.regExp`.
 */
export const linearPattern = Object.assign(
  (pattern: string): { test(text: string): boolean } => RE2JS.compile(pattern),
  { code: '' },
)
