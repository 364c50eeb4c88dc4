import type { Diagnostic } from './diagnostic.ts'
import type { Source } from './kind.ts'

/** What a checker knows of a fault beside its place. */
export interface Fault {
  code: string
  message: string
  severity?: 'error' | 'warning'
  nearest?: string | undefined
}

/** A diagnostic at a JSON pointer of `source`. The way for every JSON kind to report a fault. */
export function diagnosticAt(source: Pick<Source, 'file' | 'locate'>, pointer: string, fault: Fault): Diagnostic {
  return {
    code: fault.code,
    severity: fault.severity ?? 'error',
    message: fault.nearest === undefined ? fault.message : `${fault.message} Did you mean "${fault.nearest}"?`,
    file: source.file,
    ...source.locate(pointer),
    pointer,
    ...(fault.nearest === undefined ? {} : { nearest: fault.nearest }),
  }
}
