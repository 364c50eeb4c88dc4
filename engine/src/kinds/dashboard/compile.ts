import { hasErrors } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { RowQuery } from '../../metadata/row-query.ts'
import { checkVariantKeys } from '../../metadata/variant-keys.ts'
import type { DashboardContent, WidgetContent } from './content.ts'
import type { DashboardModel, Widget, WidgetPeriod } from './dashboard-model.ts'
import { widgetVariants } from './widgets/index.ts'

/** Checks a dashboard against the entities that it counts. Pure. */
export function compileDashboard(source: Source<DashboardContent>, link: Linker): CompileResult<DashboardModel> {
  const findings = new Findings(source, link)
  const { name, title, roles, widgets: contents } = source.content
  checkRoles(roles, '/roles', findings)
  findings.uniqueKeys(contents, { at: '/widgets', code: 'dashboard.duplicate_key' })
  const widgets = contents.flatMap((content, i) => compileWidget(content, pointerTo('/widgets', i), findings) ?? [])
  const { diagnostics, references } = findings
  if (hasErrors(diagnostics)) return { diagnostics, references }
  return { compiled: { name, title, roles: roles ?? null, widgets }, diagnostics, references }
}

function checkRoles(roles: readonly string[] | undefined, at: string, findings: Findings): void {
  roles?.forEach((name, i) => findings.linked(pointerTo(at, i), { kind: 'role', name, code: 'dashboard.unknown_role' }))
}

function compileWidget(content: WidgetContent, at: string, findings: Findings): Widget | undefined {
  const variant = widgetVariants.find(each => each.name === content.type)!
  checkVariantKeys(content, variant, widgetVariants, { at, code: 'dashboard.wrong_key', findings })
  checkRoles(content.roles, pointerTo(at, 'roles'), findings)
  checkPage(content, at, findings)
  const entity = findings.compiledEntity(pointerTo(at, 'entity'), content.entity, 'dashboard')
  if (!entity) return undefined
  const rows = new RowQuery(entity, findings)
  const filter = content.filter && rows.filter(content.filter, pointerTo(at, 'filter'), { parameters: {} })
  const period = content.period && compilePeriod(content.period, pointerTo(at, 'period'), { rows, findings })
  const query = variant.compile({ content, at, findings, rows, filter: filter ?? null, period: period ?? null })
  if (!query) return undefined
  return {
    key: content.key,
    title: content.title,
    type: content.type,
    entity: content.entity,
    roles: content.roles ?? null,
    page: content.page ?? null,
    width: content.width ?? variant.size.width,
    height: content.height ?? variant.size.height,
    query,
  }
}

function compilePeriod(
  { field, span, count = 1 }: NonNullable<WidgetContent['period']>,
  at: string,
  { rows, findings }: { rows: RowQuery; findings: Findings },
): WidgetPeriod | undefined {
  const column = rows.column(field, pointerTo(at, 'field'))
  if (!column) return undefined
  if (column.type === 'date' || column.type === 'instant') return { column, span, count }
  const message = `Only a date lies in a period; "${field}" is of type ${column.type}.`
  findings.fault(pointerTo(at, 'field'), { code: 'dashboard.not_a_date', message })
  return undefined
}

/** The page shows the rows that were counted, so it must be a list of the same entity. */
function checkPage({ page: name, entity }: WidgetContent, at: string, findings: Findings): void {
  if (name === undefined) return
  const pointer = pointerTo(at, 'page')
  const page = findings.linked(pointer, { kind: 'page', name, code: 'dashboard.unknown_page' })
  const content = page?.content as { type?: unknown; entity?: unknown } | undefined
  if (!content || (content.type === 'list' && content.entity === entity)) return
  const message = `The page "${name}" is no list of "${entity}", whose rows this widget shows.`
  findings.fault(pointer, { code: 'dashboard.other_page', message })
}
