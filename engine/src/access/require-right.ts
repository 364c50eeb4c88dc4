import { NotAllowed } from '../base/errors.ts'
import type { RunContext } from '../runtime/context.ts'
import { accessOf } from './ability.ts'

/** May the one who asks do `action` on `subject`, a subject without rows? Throws MissingRight. */
export function requireRight(ctx: Pick<RunContext, 'principal' | 'snapshot'>, action: string, subject: string): void {
  if (!accessOf(ctx.principal, ctx.snapshot).can(action, subject)) throw new MissingRight(action, subject)
}

export class MissingRight extends NotAllowed {
  constructor(action: string, subject: string) {
    super(
      'access.missing_right',
      `You have no right to ${action} ${subject}. An administrator can give you a role with it.`,
      { details: { action, subject } },
    )
  }
}
