/** One change of a text: what stands between two offsets becomes something else. */
export interface TextEdit {
  from: number
  to: number
  text: string
}

/** The text with all edits, which do not overlap; everything else stays as it is, byte by byte. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return result + text.slice(at)
}

/** As long as the text, without what stands in comments, CDATA and processing instructions: tags can be looked for. */
export const tagsOnly = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, found => ' '.repeat(found.length))

/** What stands within a value in double quotes. */
export const inQuotes = (value: string): string => value.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** What stands in a tag, quoted values with whatever signs included. */
export const ATTRIBUTES = String.raw`(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*`
