import { hasErrors } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { RowQuery } from '../../metadata/row-query.ts'
import { checkVariantKeys } from '../../metadata/variant-keys.ts'
import { FORMATS_OF, usualFormat } from './column-formats.ts'
import type { ColumnContent, FormatContent, ReportContent } from './content.ts'
import { formatVariants } from './formats/index.ts'
import { readParameters } from './read-parameters.ts'
import type { ReportColumn, ReportModel, ReportWriter } from './report-model.ts'

/** Checks a report against the entity whose records it writes. Pure. */
export function compileReport(source: Source<ReportContent>, link: Linker): CompileResult<ReportModel> {
  const findings = new Findings(source, link)
  const { content } = source
  const { diagnostics, references } = findings
  checkHead(content, findings)
  const parameters = readParameters(content, findings)
  const entity = findings.compiledEntity('/entity', content.entity, 'report')
  if (!entity) return { diagnostics, references }
  const rows = new RowQuery(entity, findings)
  const byName = Object.fromEntries(parameters.map(({ name, type }) => [name, { type }]))
  const filter = content.filter && rows.filter(content.filter, '/filter', { parameters: byName })
  const columns = compileColumns(content.columns, { rows, findings })
  const groups = (content.group_by ?? []).flatMap((group, i) => rows.group(group, pointerTo('/group_by', i)) ?? [])
  const model: ReportModel = {
    name: content.name,
    title: content.title,
    entity: content.entity,
    roles: content.roles ?? null,
    region: content.region ?? null,
    parameters,
    filter: filter ?? null,
    columns,
    groups,
    detail: content.detail ?? true,
    sort: rows.sort(content.sort ?? [], '/sort'),
    writers: content.formats.map((format, i) => compileFormat(format, i, { report: content, columns, findings })),
  }
  return hasErrors(diagnostics) ? { diagnostics, references } : { compiled: model, diagnostics, references }
}

function checkHead(content: ReportContent, findings: Findings): void {
  content.roles?.forEach((name, i) =>
    findings.linked(pointerTo('/roles', i), { kind: 'role', name, code: 'report.unknown_role' }),
  )
  if (content.region !== undefined && !isRegion(content.region)) {
    const message = `"${content.region}" is no country of ISO 3166. Write for example "CN" or "DE".`
    findings.fault('/region', { code: 'report.unknown_region', message })
  }
  if (content.detail === false && content.group_by === undefined) {
    const message = 'A report without its rows needs groups to show. Add "group_by", or remove "detail".'
    findings.fault('/detail', { code: 'report.nothing_to_show', message })
  }
}

const isRegion = (code: string): boolean =>
  new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined

function compileColumns(
  contents: readonly ColumnContent[],
  { rows, findings }: { rows: RowQuery; findings: Findings },
): ReportColumn[] {
  const seen = new Set<string>()
  return contents.flatMap((content, i) => {
    const at = pointerTo('/columns', i)
    // As programs read it: `customer.name` is written as `customer_name`.
    const key = content.field.replace('.', '_')
    if (seen.has(key)) {
      const message = `"${key}" stands in this report already.`
      findings.fault(pointerTo(at, 'field'), { code: 'report.duplicate_column', message })
    }
    seen.add(key)
    return compileColumn(content, at, { rows, findings }) ?? []
  })
}

function compileColumn(
  content: ColumnContent,
  at: string,
  { rows, findings }: { rows: RowQuery; findings: Findings },
): ReportColumn | undefined {
  const column = rows.column(content.field, pointerTo(at, 'field'))
  if (!column) return undefined
  const field = rows.fieldOf(column)
  const offered = FORMATS_OF[column.type]
  const format = content.format ?? usualFormat(column, field)
  if (!offered.includes(format)) {
    const message = `"${content.field}" is of type ${column.type} and is written as ${offered.join(' or ')}, not as ${format}.`
    findings.fault(pointerTo(at, 'format'), { code: 'report.format', message })
  }
  if (content.decimals !== undefined && column.type !== 'decimal') {
    const message = `Only decimal numbers have decimals; "${content.field}" is of type ${column.type}.`
    findings.fault(pointerTo(at, 'decimals'), { code: 'report.decimals', message })
  }
  return {
    column,
    title: content.title ?? field?.title ?? column.path,
    format,
    decimals: content.decimals ?? field?.scale ?? null,
    currency: field?.currency ?? null,
    width: content.width ?? null,
    total: compileTotal(content, at, rows),
  }
}

function compileTotal({ total, field }: ColumnContent, at: string, rows: RowQuery): ReportColumn['total'] {
  if (total === undefined) return null
  const measure = total === 'count' ? { aggregate: total } : { aggregate: total, field }
  return rows.measure(measure, at, pointerTo(at, 'total')) ?? null
}

function compileFormat(
  content: FormatContent,
  i: number,
  { report, columns, findings }: { report: ReportContent; columns: readonly ReportColumn[]; findings: Findings },
): ReportWriter {
  const at = pointerTo('/formats', i)
  const variant = formatVariants.find(each => each.name === content.type)!
  checkVariantKeys(content, variant, formatVariants, { at, code: 'report.wrong_key', findings })
  if (report.formats.findIndex(each => each.type === content.type) !== i) {
    const message = `The format "${content.type}" stands twice. Remove one.`
    findings.fault(pointerTo(at, 'type'), { code: 'report.duplicate_format', message })
  }
  return variant.compile({ content, report, columns, at, findings })
}
