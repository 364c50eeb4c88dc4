import { recordsApi, type RecordRow } from '../../../shell/api/records.ts'
import type { PastedReference } from './paste-cells.ts'

export interface MatchedReference {
  id: string
  title: string
}

/** Requests at a time. */
const PARALLEL = 6

/**
 * Finds the records that pasted texts name: one whose code, name or any other text equals the pasted one. Keyed by the text;
 * a text that no record or more than one equals is absent. Throws ApiError.
 */
export async function matchReferences(
  references: readonly PastedReference[],
  displayOf: (entity: string) => string | undefined,
): Promise<Map<string, MatchedReference>> {
  const wanted = new Map(
    references.map(({ field, text }) => [`${field.target} ${text}`, { entity: field.target ?? '', text }]),
  )
  const queue = [...wanted.values()]
  const found = new Map<string, MatchedReference>()
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { items } = await recordsApi.list(next.entity, { q: next.text, limit: 20 })
      const matched = exactMatch(items, next.text)
      if (matched) found.set(next.text, { id: matched.id, title: String(matched[displayOf(next.entity) ?? 'id']) })
    }
  }
  await Promise.all(Array.from({ length: Math.min(PARALLEL, queue.length) }, worker))
  return found
}

function exactMatch(items: readonly RecordRow[], text: string): RecordRow | undefined {
  const equal = items.filter(row => Object.entries(row).some(([key, value]) => key !== 'id' && value === text))
  return equal.length === 1 ? equal[0] : undefined
}
