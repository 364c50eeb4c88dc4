import type { BusinessRuleTask } from '../graph.ts'

/**
 * The outputs in the shape that the task asks for (Camunda 7 `mapDecisionResult`): one value, one row, the values of all rows, or
 * the rows. Without one they stay as they are.
 */
export function decisionResult(outputs: unknown, map: BusinessRuleTask['mapDecision']): unknown {
  if (map === null || outputs === null || outputs === undefined) return outputs ?? null
  const rows = (Array.isArray(outputs) ? outputs : [outputs]) as unknown[]
  switch (map) {
    case 'single_entry':
      return firstValue(rows[0])
    case 'single_result':
      return rows[0] ?? null
    case 'collect_entries':
      return rows.map(firstValue)
    case 'result_list':
      return rows
  }
}

const firstValue = (row: unknown): unknown =>
  row !== null && typeof row === 'object' ? (Object.values(row)[0] ?? null) : (row ?? null)
