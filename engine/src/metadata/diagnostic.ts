/** One fault found in a definition, with its place. Codes are documented in docs/errors.md. */
export interface Diagnostic {
  /** Stable and dotted, e.g. `form.unknown_field`. */
  code: string
  severity: 'error' | 'warning'
  /** A sentence: what is wrong and what to do. */
  message: string
  /** Path of the file as it was given, `/`-separated. */
  file: string
  /** 1-based. */
  line: number
  /** 1-based. */
  column: number
  /** JSON pointer (RFC 6901) into a JSON definition. */
  pointer?: string
  /** BPMN element id, for flows. */
  elementId?: string
  /** The known name that was most likely meant. */
  nearest?: string
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(d => d.severity === 'error')
