import type { Diagnostic } from '../../../engine/src/metadata/diagnostic.ts'

/** Throws for a diagnostic that no person could use: without a code or a sentence, or at a place that the text has not. */
export function refuseUnsound(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>): void {
  const lines = new Map([...texts].map(([file, text]) => [file, text.split('\n')]))
  for (const each of diagnostics) {
    const fault = faultOf(each, lines.get(each.file))
    if (fault) throw new Error(`${fault}: ${JSON.stringify(each).slice(0, 600)}`)
  }
}

/** Longer sentences are no sentences: they carry the input back. */
const LONGEST = 6_000

function faultOf(
  { code, message, line, column }: Diagnostic,
  lines: readonly string[] | undefined,
): string | undefined {
  if (!/^[a-z]\w*(\.\w+)+$/.test(code)) return 'no code'
  if (message === '' || message.length > LONGEST) return `a message of ${message.length} letters`
  if (!(Number.isSafeInteger(line) && Number.isSafeInteger(column) && line >= 1 && column >= 1)) return 'no place'
  if (lines === undefined) return undefined
  const found = lines[line - 1]
  if (found === undefined) return 'a line that the file has not'
  return column > found.length + 1 ? 'a column that the line has not' : undefined
}
