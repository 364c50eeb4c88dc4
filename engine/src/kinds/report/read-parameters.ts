import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { ColumnType } from '../../query/queryable.ts'
import type { ParameterSchema, ReportContent } from './content.ts'
import type { ReportParameter } from './report-model.ts'

/** What is asked before a report runs, typed. */
export function readParameters({ parameters }: ReportContent, findings: Findings): ReportParameter[] {
  if (!parameters) return []
  const { properties, required = [] } = parameters
  required.forEach((name, i) => {
    if (Object.hasOwn(properties, name)) return
    const message = `"${name}" must be given, and there is no such parameter.`
    const known = Object.keys(properties)
    findings.unknown(pointerTo('/parameters/required', i), { code: 'report.unknown_parameter', message, name, known })
  })
  return Object.entries(properties).map(([name, schema]) => {
    const target = schema['x-ref'] ?? null
    const at = pointerTo('/parameters/properties', name, 'x-ref')
    if (target !== null) findings.linked(at, { kind: 'entity', name: target, code: 'report.unknown_entity' })
    return { name, title: schema.title, required: required.includes(name), target, type: typeOf(schema) }
  })
}

function typeOf({ type, format, oneOf }: ParameterSchema): ColumnType {
  if (type === 'array') return 'texts'
  if (type !== 'string') return type
  if (oneOf) return 'enum'
  return format ? FORMATS[format] : 'text'
}

const FORMATS = { decimal: 'decimal', date: 'date', 'date-time': 'instant', uuid: 'reference' } as const
