import { accessOf, abilityOf, type RoleRule } from '../../../access/ability.ts'
import { NotAllowed } from '../../../base/errors.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { PastSnapshot } from '../../../runtime/past-definitions.ts'
import type { Instance, Participant } from '../state.ts'

type Kept = Pick<Instance, 'snapshot' | 'subject'>

/** Throws TaskRoleRevoked when the person was asked by a right that he has no longer. */
export async function refuseRevoked(ctx: RunContext, run: Kept, { role }: Pick<Participant, 'role'>): Promise<void> {
  if (await isRevoked(ctx, run, role)) throw new TaskRoleRevoked(role)
}

/**
 * A run keeps its flow and its forms, but roles are always current. Who was asked by a role must have it still; and whose
 * roles let him read such records when the run began must still be let. A task alone gives the right to read to those
 * whose roles never said anything of the entity: nothing was taken from them.
 */
export async function isRevoked(ctx: RunContext, { snapshot, subject }: Kept, role: string | null): Promise<boolean> {
  const { principal } = ctx
  if (role !== null && !(principal.roles.includes(role) && ctx.snapshot.find('role', role))) return true
  if (subject === null || snapshot === null || snapshot === ctx.snapshot.id) return false
  if (accessOf(principal, ctx.snapshot).can('read', subject.entity)) return false
  const past = await ctx.run<PastSnapshot>('past', '*', 'snapshot', { id: snapshot })
  return principal.roles.some(name => {
    const rules = past.snapshot.find<{ rules: RoleRule[] }>('role', name)?.compiled.rules ?? []
    return abilityOf(rules, principal, past.snapshot).can('read', subject.entity)
  })
}

/** The task waits for the person, and the right by which it does was taken from him meanwhile. */
export class TaskRoleRevoked extends NotAllowed {
  constructor(role: string | null) {
    const right = role === null ? 'The right to these records' : `The role "${role}", by which you were asked,`
    super(
      'task.role_revoked',
      `${right} was taken from you, so you can neither see nor decide this task. Ask an administrator who takes it over.`,
      { details: { role } },
    )
  }
}
