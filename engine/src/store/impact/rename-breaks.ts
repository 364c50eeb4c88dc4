import { renameFaults } from '../schema-rename-check.ts'
import { forward, type ColumnRename } from '../schema-rename.ts'
import type { BreakProblem, ImpactInput, SchemaBreak } from './impact.ts'
import { baseType } from '../value-conversion.ts'
import { foundBreaks, type Suspicion } from './found-breaks.ts'

/** Rows whose values can't go on under a field's new name and type. */
export async function renameBreaks(input: ImpactInput): Promise<SchemaBreak[]> {
  const found: SchemaBreak[] = []
  for (const rename of input.renames.filter(each => forward(each) !== undefined)) {
    const group = input.groups.find(each => each.table === rename.table)!
    found.push(...(await foundBreaks(input, group, suspicions(rename))))
  }
  return found
}

function suspicions(rename: ColumnRename): Suspicion[] {
  const { unfitting, taken } = renameFaults(rename)
  const common = { field: rename.target, blocks: true }
  return [
    {
      ...common,
      problem: problemOf(rename),
      condition: { sql: unfitting, values: [] },
      fixUp: { kind: 'correct_rows' },
    },
    ...(taken
      ? [
          {
            ...common,
            problem: 'name_taken',
            condition: { sql: taken, values: [] },
            fixUp: { kind: 'purge_field' },
          } as const,
        ]
      : []),
  ]
}

function problemOf({ targetType }: ColumnRename): BreakProblem {
  const type = baseType(targetType)
  if (type === 'integer' || type === 'numeric') return 'not_a_number'
  return type === 'date' || type === 'timestamptz' ? 'not_a_date' : 'not_convertible'
}
