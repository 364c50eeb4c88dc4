import { runFlowCase, type FlowCase, type FlowCaseEnvironment, type FlowCaseResult } from '../../kinds/flow/case.ts'
import type { FlowGraph } from '../../kinds/flow/graph.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { CaseRunner, CaseWorld } from '../run-cases.ts'
import { calendarOfPacks } from './calendar-of-packs.ts'
import { decide } from './rule-set-case.ts'

/** Runs a flow in memory with the real rule sets and pure functions; a transition only moves the state field of the record. */
export const runFlowDefinitionCase: CaseRunner = async (name, testCase, world) => {
  const graph = world.compiled<FlowGraph>('flow', name)
  const result = await runFlowCase(graph, testCase as unknown as FlowCase, environmentOf(graph, world))
  world.reached.add(`flow/${name}`, partsReached(graph, result))
  return result
}

function* partsReached(graph: FlowGraph, { path, flows }: FlowCaseResult): Generator<string> {
  yield* path
  for (const id of flows) {
    const { from, to } = graph.flows[id]!
    yield* [from, id, to]
  }
}

function environmentOf(graph: FlowGraph, world: CaseWorld): FlowCaseEnvironment {
  return {
    evaluate: (ruleSet, inputs) => ({ ...decide(ruleSet, inputs, world) }),
    call: (name, input, record) => {
      if (name === 'record.transition') return transition(graph, input, record, world)
      const definition = world.function(name)
      return definition?.effect === 'pure' ? definition.run(input, undefined as never) : {}
    },
    calendar: name => calendarOfPacks(name, world.snapshot),
  }
}

function transition(
  graph: FlowGraph,
  input: Record<string, unknown>,
  record: Record<string, unknown>,
  world: CaseWorld,
): object {
  const states = graph.subject === null ? null : world.compiled<EntityModel>('entity', graph.subject).states
  const found = states?.transitions.find(each => each.key === input['transition'])
  if (states && found) record[states.field] = found.to
  return {}
}
