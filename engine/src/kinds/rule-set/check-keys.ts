import type { Findings } from '../../metadata/findings.ts'
import { pointerTo } from '../../metadata/json-pointer.ts'

/** Changes are merged and traces are read by key. */
export function checkKeys(at: string, items: readonly { key: string }[], findings: Findings): void {
  const seen = new Set<string>()
  items.forEach(({ key }, i) => {
    if (seen.has(key))
      findings.fault(pointerTo(at, i, 'key'), {
        code: 'rule_set.duplicate_key',
        message: `The key "${key}" is used twice here.`,
      })
    seen.add(key)
  })
}
