import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { Findings } from '../../../metadata/findings.ts'
import type { GroupContent } from '../content.ts'
import type { GroupedSort } from '../dashboard-model.ts'

/** Orders grouped rows by what is there to order by: the grouped fields and the measures. */
export function groupedSort(
  keys: readonly string[],
  { groups, measures }: { groups: readonly GroupContent[]; measures: readonly string[] },
  { at, findings }: { at: string; findings: Findings },
): GroupedSort[] {
  return keys.flatMap((key, i): GroupedSort[] => {
    const name = key.replace(/^-/, '')
    const descending = key.startsWith('-')
    const group = groups.findIndex(each => each.field === name)
    if (group !== -1) return [{ by: { group }, descending }]
    const measure = measures.indexOf(name)
    if (measure !== -1) return [{ by: { measure }, descending }]
    const known = [...groups.map(each => each.field), ...measures]
    const message = `"${name}" is neither a grouped field nor a measure of this widget.`
    findings.unknown(pointerTo(at, i), { code: 'dashboard.unknown_order', message, name, known })
    return []
  })
}
