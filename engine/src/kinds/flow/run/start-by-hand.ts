import { InvalidInput, NotAllowed } from '../../../base/errors.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph, Who } from '../graph.ts'
import type { PeopleQuery } from '../people.ts'
import type { Subject } from '../state.ts'
import { peopleDirectory } from './people-directory.ts'
import { startByName, type StartedRun } from './start-runs.ts'

export interface StartByHand {
  flow: string
  variables: Record<string, unknown>
  businessKey: string | null
  subject: Subject | null
}

/**
 * A person begins a run. Throws UnknownDefinition, FlowStartForbidden, FlowNotStartable, WrongSubject, and what reading the
 * subject throws.
 */
export async function startByHand(ctx: RunContext, { flow, ...given }: StartByHand): Promise<StartedRun> {
  const graph = ctx.snapshot.get<FlowGraph>('flow', flow).compiled
  if (!(await isStarter(ctx, graph.starters))) throw new FlowStartForbidden(graph.title || flow)
  await checkSubject(ctx, graph, given.subject)
  return startByName(ctx, flow, given)
}

/** A flow that names nobody may be started by everybody. */
async function isStarter(ctx: RunContext, starters: readonly Who[] | null): Promise<boolean> {
  if (starters === null || ctx.principal.accountId === 'system') return true
  const { personId, roles } = ctx.principal
  if (starters.some(who => who.type === 'starter' || (who.type === 'role' && roles.includes(who.name)))) return true
  if (personId === null) return false
  const found = await peopleDirectory(ctx).find(starters.flatMap(who => queriesOf(who, personId)))
  return found.flat().some(person => person.id === personId)
}

/** Before there is a run there is no record that a field or an expression could speak of. */
function queriesOf(who: Who, person: string): PeopleQuery[] {
  switch (who.type) {
    case 'unit_head':
      return [{ by: 'unit_head', of: person, unitType: who.unitType }]
    case 'unit_level':
      return [{ by: 'unit_level', of: person, level: who.level }]
    case 'position':
      return [{ by: 'position', code: who.code }]
    case 'person':
      return [{ by: 'code', code: who.code }]
    default:
      return []
  }
}

/** A run shows what it is about to those whom it asks: only who may read a record may begin one about it. */
async function checkSubject(ctx: RunContext, graph: FlowGraph, subject: Subject | null): Promise<void> {
  if (subject === null) return
  if (graph.subject !== null && graph.subject !== subject.entity) throw new WrongSubject(graph.subject)
  await ctx.run('entity', subject.entity, 'get', { id: subject.id })
}

export class FlowStartForbidden extends NotAllowed {
  constructor(flow: string) {
    super('flow.start_forbidden', `You are not among those who may start ${flow}. Its author says who may.`)
  }
}

export class WrongSubject extends InvalidInput {
  constructor(entity: string) {
    const message = `This flow is about ${entity}. Give the id of one, or none.`
    super('flow.wrong_subject', message, {
      problems: [{ pointer: '/subject/entity', code: 'flow.wrong_subject', message }],
    })
  }
}
