import { accessOf } from '../../../../access/ability.ts'
import { MissingRight, requireRight } from '../../../../access/require-right.ts'
import type { RunContext } from '../../../../runtime/context.ts'

/** What the right is about in roles. */
const RUNS = 'flow_instance'

/** To change runs by hand. Throws MissingRight. */
export const requireOperator = (ctx: RunContext): void => requireRight(ctx, 'operate', RUNS)

/** To delete runs with their history. Throws MissingRight. */
export const requireDeleter = (ctx: RunContext): void => requireRight(ctx, 'delete', RUNS)

/** To look at runs: an operator may, too. Throws MissingRight. */
export function requireObserver(ctx: RunContext): void {
  const access = accessOf(ctx.principal, ctx.snapshot)
  if (!access.can('read', RUNS) && !access.can('operate', RUNS)) throw new MissingRight('read', RUNS)
}
