import type { RunContext } from '../../../../runtime/context.ts'
import type { FlowGraph } from '../../graph.ts'
import {
  countInstances,
  endOfWindow,
  INSTANCE_CONDITIONS,
  listInstances,
  type InstanceCondition,
} from '../statements/list-instances.ts'
import { requireObserver } from './require-operator.ts'
import { wantedVariables } from './wanted-variables.ts'

export type InstanceSearch = Partial<Omit<Record<InstanceCondition, unknown>, 'variables'>> & {
  /** `name=value`, all of them. */
  variables?: readonly string[]
  limit: number
}

export interface InstancePage {
  items: Record<string, unknown>[]
  /** What `after` has to be for the next page; null: this was the last one. */
  next: string | null
}

/**
 * Runs by what is asked for, newest first. Variables are those of the process itself; a page that was looked for by them may
 * hold less than `limit` and still have a next one. Throws MissingRight, BadVariableFilter.
 */
export async function searchInstances(ctx: RunContext, { limit, ...asked }: InstanceSearch): Promise<InstancePage> {
  requireObserver(ctx)
  const rows = await find(ctx, { limit, ...asked }, true)
  const items = rows.slice(0, limit).map(row => instanceView(ctx, row))
  if (rows.length > limit) return { items, next: rows[limit - 1]!.id }
  return { items, next: await lastLookedAt(ctx, asked) }
}

/** Where the window of a search by variables ends. */
async function lastLookedAt(ctx: RunContext, { variables, ...asked }: Omit<InstanceSearch, 'limit'>) {
  if (variables === undefined) return null
  const { conditions, values } = conditionsOf(asked)
  const [last] = await ctx.tx.query<{ id: string }>(endOfWindow(conditions), values)
  return last?.id ?? null
}

/** All, and one more than asked for when there are more. Who may see them is the caller's business. */
export const findInstances = (ctx: RunContext, search: InstanceSearch): Promise<{ id: string }[]> =>
  find(ctx, search, false)

function find(ctx: RunContext, { limit, ...asked }: InstanceSearch, windowed: boolean): Promise<InstanceRow[]> {
  const { conditions, values } = conditionsOf(asked)
  return ctx.tx.query<InstanceRow>(listInstances(conditions, windowed), [...values, limit + 1])
}

function conditionsOf({ variables, ...asked }: Omit<InstanceSearch, 'limit'>) {
  const given: Partial<Record<InstanceCondition, unknown>> = {
    ...asked,
    ...(variables !== undefined && { variables: JSON.stringify(wantedVariables(variables)) }),
  }
  const conditions = INSTANCE_CONDITIONS.filter(each => given[each] !== undefined)
  return { conditions, values: conditions.map(each => given[each]) }
}

interface InstanceRow {
  id: string
  definition: string
  subject_entity: string | null
  subject_id: string | null
}

const instanceView = (
  ctx: RunContext,
  { subject_entity: entity, subject_id: id, definition, ...row }: InstanceRow,
) => ({
  ...row,
  flow: { name: definition, title: ctx.snapshot.find<FlowGraph>('flow', definition)?.compiled.title ?? definition },
  subject: entity === null ? null : { entity, id },
})

/** Unfinished runs by flow and version. Throws MissingRight. */
export async function instanceCounts(ctx: RunContext, flow: string | null): Promise<Record<string, unknown>[]> {
  requireObserver(ctx)
  const rows = await ctx.tx.query<Omit<InstanceRow, 'id'>>(countInstances, [flow])
  return rows.map(({ definition, ...counts }) => ({
    flow: { name: definition, title: ctx.snapshot.find<FlowGraph>('flow', definition)?.compiled.title ?? definition },
    ...counts,
  }))
}
