import { diagnosticLimits } from '../../../metadata/bounded-diagnostics.ts'
import type { Diagnostic } from '../../../metadata/diagnostic.ts'
import type { Place } from '../../../metadata/kind.ts'

/** What the XML reader complains of, as diagnostics. Only those that are shown are looked for: each reads the whole text. */
export function xmlFaults(file: string, text: string, messages: readonly string[]): Diagnostic[] {
  const lineLengths = text.split('\n').map(line => line.length)
  return messages.map((message, i) => {
    const located = i < diagnosticLimits.perFile ? text : ''
    const fault = xmlFault(file, located, message)
    // At the end of the text the library counts the column over all lines.
    return fault.column <= (lineLengths[fault.line - 1] ?? 0) + 1
      ? fault
      : { ...fault, ...placeOf(located, located.length) }
  })
}

/** The library says `unparsable content … detected\n\tline: 0\n\tcolumn: 5\n\tnested error: …`, counting from 0. */
function xmlFault(file: string, text: string, message: string): Diagnostic {
  const [, line, column] = /line: (\d+)\s+column: (\d+)/.exec(message) ?? []
  const nested = /nested error: (.*)/.exec(message)?.[1]
  const place = line === undefined ? quotedPlace(text, message) : { line: Number(line) + 1, column: Number(column) + 1 }
  const first = message.split('\n')[0]!
  return {
    code: 'flow.xml',
    severity: 'error',
    message: `The BPMN text is not right: ${first}${nested === undefined ? '' : ` (${nested})`}.`,
    file,
    ...place,
  }
}

/** Warnings about attributes and references name them in angle brackets and give no place. */
function quotedPlace(text: string, message: string): Place {
  const name = /<([^>]+)>/.exec(message)?.[1]
  const index = name === undefined ? -1 : Math.max(text.indexOf(`${name}=`), text.indexOf(`"${name}"`))
  return index < 0 ? { line: 1, column: 1 } : placeOf(text, index)
}

export function placeOf(text: string, index: number): Place {
  const before = text.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}
