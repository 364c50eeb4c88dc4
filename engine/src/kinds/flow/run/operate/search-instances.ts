import type { RunContext } from '../../../../runtime/context.ts'
import type { FlowGraph } from '../../graph.ts'
import {
  countInstances,
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

/** Runs by what is asked for, newest first. Variables are those of the process itself. Throws MissingRight, BadVariableFilter. */
export async function searchInstances(
  ctx: RunContext,
  { limit, variables, ...asked }: InstanceSearch,
): Promise<InstancePage> {
  requireObserver(ctx)
  const given: Partial<Record<InstanceCondition, unknown>> = {
    ...asked,
    ...(variables !== undefined && { variables: JSON.stringify(wantedVariables(variables)) }),
  }
  const conditions = INSTANCE_CONDITIONS.filter(each => given[each] !== undefined)
  const values = [...conditions.map(each => given[each]), limit + 1]
  const rows = await ctx.tx.query<InstanceRow>(listInstances(conditions), values)
  const items = rows.slice(0, limit)
  return { items: items.map(row => instanceView(ctx, row)), next: rows.length > limit ? items.at(-1)!.id : null }
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
