import type { CompiledExpression } from '../../expression/compiled-expression.ts'

/** What a schedule compiles to. */
export interface ScheduleModel {
  name: string
  title: string
  active: boolean
  when: When
  workingDaysOnly: boolean
  run: ScheduledWork
  catchUp: 'skip' | 'once' | 'all'
}

export type When =
  /** Five fields, checked. */
  | { type: 'cron'; pattern: string }
  /** Whole days keep their time of day when clocks are changed; an exact duration does not. */
  | { type: 'every'; days: number; from: string }
  | { type: 'every'; milliseconds: number; from: string }

export type ScheduledWork =
  { type: 'function'; function: string; inputs: readonly ScheduledInput[] } | { type: 'flow'; flow: string }

export interface ScheduledInput {
  name: string
  value: { literal: unknown } | { expression: CompiledExpression }
}
