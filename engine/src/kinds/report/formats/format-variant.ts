import type { Findings } from '../../../metadata/findings.ts'
import type { VariantKeys } from '../../../metadata/variant-keys.ts'
import type { FormatContent, ReportContent } from '../content.ts'
import type { ReportColumn, ReportWriter } from '../report-model.ts'

/** One file format: what may be set, and how the columns are written in it. */
export interface FormatVariant extends VariantKeys {
  name: FormatContent['type']
  compile(format: CompilingFormat): ReportWriter
}

export interface CompilingFormat {
  content: FormatContent
  report: ReportContent
  columns: readonly ReportColumn[]
  /** Pointer of the format. */
  at: string
  findings: Findings
}
