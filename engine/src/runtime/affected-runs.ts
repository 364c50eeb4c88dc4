/** Unfinished runs that keep a version which names fields that would be lost. */
export interface AffectedRuns {
  flow: { name: string; version: number }
  runs: number
  /** The first of them. */
  instances: string[]
  /** Where the fields are named: `by` is a flow or a form as the runs keep it, `at` its element id or pointer. */
  uses: FieldUse[]
}

export interface FieldUse {
  /** `contract#amount`, `contract#lines.cost`, or `contract` for the whole entity (metadata/lost-fields.ts). */
  field: string
  by: string
  version: number
  at: string
}

/** Tells which unfinished runs would miss these fields. */
export type FindAffectedRuns = (fields: readonly string[]) => Promise<AffectedRuns[]>
