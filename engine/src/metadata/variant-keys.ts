import type { Findings } from './findings.ts'
import { pointerTo } from './json-pointer.ts'

/** Which keys a variant (a chart, a date answer …) takes beside those of all variants. */
export interface VariantKeys {
  /** As the author names it. */
  name: string
  own: readonly string[]
  needed: readonly string[]
}

/** A fault for each key that belongs to other variants only, and for each that is missing. */
export function checkVariantKeys(
  content: object,
  variant: VariantKeys,
  all: readonly VariantKeys[],
  { at, code, findings }: { at: string; code: string; findings: Findings },
): void {
  const foreign = new Set(all.flatMap(each => each.own).filter(key => !variant.own.includes(key)))
  for (const key of Object.keys(content)) {
    if (!foreign.has(key)) continue
    const owners = all.filter(each => each.own.includes(key)).map(each => `"${each.name}"`)
    findings.fault(pointerTo(at, key), {
      code,
      message: `"${key}" belongs to ${owners.join(' and ')}, not to "${variant.name}".`,
    })
  }
  for (const key of variant.needed) {
    if (Object.hasOwn(content, key)) continue
    findings.fault(at, { code: 'schema.missing_key', message: `"${variant.name}" needs the key "${key}".` })
  }
}
