import type { Diagnostic } from '../../metadata/diagnostic.ts'
import { parseJsonSource, textLimits, type JsonSource } from '../../metadata/json-source.ts'
import { isPlainObject } from '../../metadata/plain-object.ts'

export const MOST_ROWS = 20_000

/** One line of a text that is an object. */
export interface ReadLine {
  /** 1-based. */
  line: number
  value: Readonly<Record<string, unknown>>
  source: JsonSource
}

/** The objects of a text of JSON lines; empty lines are passed over. Never throws on bad text. */
export function readLines(text: string, file: string): { lines: ReadLine[]; diagnostics: Diagnostic[] } {
  const refused = (message: string) => ({
    lines: [],
    diagnostics: [fault(file, 1, 'reference_data.too_large', message)],
  })
  if (text.length > textLimits.bytes) return refused(`The file is larger than ${textLimits.bytes} characters.`)
  const texts = text.split('\n')
  if (texts.length > MOST_ROWS + 2) return refused(`A file has at most ${MOST_ROWS} rows.`)
  const lines: ReadLine[] = []
  const diagnostics: Diagnostic[] = []
  for (const [i, each] of texts.entries()) {
    if (each.trim() === '') continue
    const source = parseJsonSource({ text: each, file })
    diagnostics.push(...source.diagnostics.map(found => ({ ...found, line: found.line + i })))
    if (isPlainObject(source.content)) lines.push({ line: i + 1, value: source.content, source })
    else if (source.content !== undefined)
      diagnostics.push(fault(file, i + 1, 'reference_data.not_a_row', 'A line is one JSON object.'))
  }
  return { lines, diagnostics }
}

export const fault = (file: string, line: number, code: string, message: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  file,
  line,
  column: 1,
})
