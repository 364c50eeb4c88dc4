import { NotFound } from '../base/errors.ts'
import { nearest } from '../base/nearest.ts'
import type { FlowGraph } from '../kinds/flow/graph.ts'
import { inventedPeople } from '../kinds/flow/simulation/invented-people.ts'
import { simulateMany, type Distribution, type ManyRuns } from '../kinds/flow/simulation/simulate-many.ts'
import { flowEnvironment } from './cases/flow-case.ts'
import { caseWorld, type CasesToRun } from './run-cases.ts'

type Given = ManyRuns['given']

export interface SimulationOrder {
  flow: string
  runs: number
  seed: number
  /** Key of a case of the flow: what it gives. Default: its first. */
  case?: string
  /** What is said of those outside; `given` goes over that of the case. */
  scenario?: { given?: Given } & Pick<ManyRuns, 'behaviour' | 'flows' | 'limits'>
}

/** Runs a flow of compiled packs many times in memory. Where no case gives an organisation, people are invented by their posts. */
export function simulateFlow(
  packs: CasesToRun,
  { flow, runs, seed, scenario = {}, ...order }: SimulationOrder,
): Promise<Distribution> {
  const world = caseWorld(packs)
  const graph = world.snapshot.find<FlowGraph>('flow', flow)?.compiled
  if (graph === undefined)
    throw new FlowNotThere(
      flow,
      world.snapshot.all('flow').map(each => each.source.name),
    )
  const { given: more, ...how } = scenario
  const given = { ...caseGiven(packs, flow, order.case), ...more }
  const environment = flowEnvironment(graph, world)
  const people = given.organisation === undefined ? { people: inventedPeople } : {}
  return simulateMany(graph, { runs, seed, given, ...how, environment: { ...environment, ...people } })
}

function caseGiven({ caseFiles }: CasesToRun, flow: string, key: string | undefined): Given {
  const cases = caseFiles.filter(file => file.kind === 'flow' && file.name === flow).flatMap(file => file.cases)
  const found = key === undefined ? cases[0] : cases.find(each => each.key === key)
  if (found === undefined && key !== undefined) throw new CaseNotThere(flow, key)
  return found === undefined ? {} : (found.given as Given)
}

/** Code `flow.not_there`. */
class FlowNotThere extends NotFound {
  constructor(flow: string, known: readonly string[]) {
    const meant = nearest(flow, known)
    super(
      'flow.not_there',
      `These packs have no flow "${flow}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    )
  }
}

/** Code `case.not_there`. */
class CaseNotThere extends NotFound {
  constructor(flow: string, key: string) {
    super('case.not_there', `The flow ${flow} has no case "${key}". Name one of its case file, or give a scenario.`)
  }
}
