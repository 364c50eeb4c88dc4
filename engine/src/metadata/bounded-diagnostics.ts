import type { Diagnostic } from './diagnostic.ts'

/** Sentences quote what authors wrote, and one bad text can have a fault at every letter: neither is bounded by itself. */
export const diagnosticLimits = {
  /** Letters of a sentence. */
  message: 2_000,
  /** Diagnostics of one file. */
  perFile: 1_000,
} as const

/** The first diagnostics of each file with sentences that can be read, and how many more there are. Keeps the order. */
export function boundedDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byFile = Map.groupBy(diagnostics, each => each.file)
  const shown = new Set([...byFile.values()].flatMap(each => each.slice(0, diagnosticLimits.perFile)))
  const kept = diagnostics.filter(each => shown.has(each)).map(legible)
  const left = [...byFile.values()].map(each => each.slice(diagnosticLimits.perFile))
  return [...kept, ...left.flatMap(([first, ...more]) => (first ? [unshown(first, more.length + 1)] : []))]
}

/** An error, because one of those may be. */
const unshown = ({ file, line, column }: Diagnostic, count: number): Diagnostic => ({
  code: 'definition.more_faults',
  severity: 'error',
  message: `${count} more faults of this file are not shown, the first of them here. Correct those above first.`,
  file,
  line,
  column,
})

function legible(diagnostic: Diagnostic): Diagnostic {
  const { message } = diagnostic
  if (message.length <= diagnosticLimits.message) return diagnostic
  return { ...diagnostic, message: `${message.slice(0, diagnosticLimits.message)}…` }
}
