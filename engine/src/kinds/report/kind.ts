import { defineKind } from '../../metadata/kind.ts'
import { compileReport } from './compile.ts'
import type { ReportContent } from './content.ts'
import type { ReportModel } from './report-model.ts'
import schema from './schema.json' with { type: 'json' }

export const reportKind = defineKind<ReportContent, ReportModel>({
  name: 'report',
  folder: 'reports',
  suffix: '.report.json',
  schema,
  compile: compileReport,
})
