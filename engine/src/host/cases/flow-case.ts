import { tryFlowCase, type FlowCase, type FlowCaseEnvironment } from '../../kinds/flow/case.ts'
import type { FlowGraph } from '../../kinds/flow/graph.ts'
import type { EntityModel } from '../../metadata/entity-model.ts'
import type { CaseRunner, CaseWorld } from '../run-cases.ts'
import { calendarOfPacks } from './calendar-of-packs.ts'
import { decide } from './rule-set-case.ts'

/** Runs a flow in memory with the real rule sets and pure functions; a transition only moves the state field of the record. */
export const runFlowDefinitionCase: CaseRunner = async (name, testCase, world) => {
  const graph = world.compiled<FlowGraph>('flow', name)
  const { result, reached } = await tryFlowCase(graph, testCase as unknown as FlowCase, flowEnvironment(graph, world))
  for (const [flow, parts] of reached) world.reached.add(`flow/${flow}`, parts)
  return result
}

/** What flows reach in memory: the real rule sets, pure functions, and other flows of the same packs. */
export function flowEnvironment(graph: FlowGraph, world: CaseWorld): FlowCaseEnvironment {
  return {
    evaluate: (ruleSet, inputs) => ({ ...decide(ruleSet, inputs, world) }),
    call: (name, input, record) => {
      if (name === 'record.transition') return transition(graph, input, record, world)
      const definition = world.function(name)
      return definition?.effect === 'pure' ? definition.run(input, undefined as never) : {}
    },
    calendar: name => calendarOfPacks(name, world.snapshot),
    flow: name => world.snapshot.find<FlowGraph>('flow', name)?.compiled,
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
