import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'
import type { FieldGroup } from './check-fields.ts'
import { variantOf } from './fields/index.ts'

/** The name before is nobody's any more, goes on in one field only, and is not that of line items. */
export function checkRenames({ at, contents }: FieldGroup, findings: Findings): void {
  const heirs = new Map<string, string>()
  for (const [name, content] of Object.entries(contents)) {
    const before = content['x-renamed-from']
    if (before === undefined) continue
    const fault = (message: string): void =>
      findings.fault(pointerTo(at, name, 'x-renamed-from'), { code: 'entity.renamed_from', message })
    const heir = heirs.get(before)
    if (Object.hasOwn(contents, before)) fault(`There still is a field "${before}". Remove one of the two.`)
    else if (heir !== undefined) fault(`"${heir}" goes on for "${before}" already. Remove one of the two.`)
    else if (variantOf(content).type === 'lines')
      fault('Line items keep their name, which is that of their table. Take the old name back, or remove this.')
    heirs.set(before, name)
  }
}
