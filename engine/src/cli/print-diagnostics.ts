import type { Diagnostic } from '../metadata/diagnostic.ts'
import type { ExitCode } from './command.ts'
import type { Terminal } from './terminal.ts'

/** One line per fault, in the form that editors and terminals make clickable: `file:line:column`. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  for (const each of diagnostics) terminal.print(asLine(each, terminal))
}

/** 1 when there is an error; warnings alone are no fault. */
export const exitCodeOf = (diagnostics: readonly Diagnostic[]): ExitCode =>
  diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0

/** `2 errors, 1 warning` */
export function tally(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string => {
    const n = diagnostics.filter(each => each.severity === severity).length
    return `${n} ${severity}${n === 1 ? '' : 's'}`
  }
  return `${count('error')}, ${count('warning')}`
}

function asLine({ file, line, column, severity, message, code, ...each }: Diagnostic, { tint }: Terminal): string {
  const place = each.elementId ?? each.pointer
  const where = tint('strong', `${file}:${line}:${column}`)
  return `${where} ${tint(severity, severity)} ${message} ${tint('faint', `[${code}]${place ? ` at ${place}` : ''}`)}`
}
