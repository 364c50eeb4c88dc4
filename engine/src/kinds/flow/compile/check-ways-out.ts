import type { ElementContent, SequenceFlowContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** Checks that a run can always leave an element, and that no condition stands where nobody asks it. */
export function checkWaysOut(
  element: ElementContent,
  outgoing: readonly SequenceFlowContent[],
  compiling: Compiling,
): void {
  const { faults } = compiling
  const { id, type, defaultFlow } = element
  if (defaultFlow !== undefined && !outgoing.some(flow => flow.id === defaultFlow)) {
    faults.at(id, 'flow.unknown_element', `default="${defaultFlow}" is no outgoing flow of ${id}.`)
    return
  }
  if (type === 'exclusiveGateway') checkChoice(element, outgoing, compiling)
  else if (!UNASKING.has(type)) checkConditional(element, outgoing, compiling)
  const unasked = outgoing.filter(
    flow => flow.condition !== undefined && (UNASKING.has(type) || flow.id === defaultFlow),
  )
  for (const flow of unasked) {
    const why =
      flow.id === defaultFlow
        ? `the default flow of ${id}`
        : `a flow out of the ${type === 'parallelGateway' ? 'parallel' : 'event-based'} gateway ${id}`
    faults.warn(
      flow.id,
      'flow.condition_not_asked',
      `Nobody asks the condition of ${flow.id}: it is ${why}. Remove it.`,
    )
  }
}

/** They go on along all flows, or along the one whose event happens. */
const UNASKING: ReadonlySet<ElementContent['type']> = new Set<ElementContent['type']>([
  'parallelGateway',
  'eventBasedGateway',
])

function checkChoice(
  { id, defaultFlow }: ElementContent,
  outgoing: readonly SequenceFlowContent[],
  compiling: Compiling,
): void {
  const open = outgoing.filter(flow => flow.condition === undefined && flow.id !== defaultFlow)
  if (defaultFlow === undefined && open.length < outgoing.length) {
    const meant = open.length === 1 ? `${open[0]!.id}, which has no condition,` : 'one flow'
    withoutDefault(id, meant, compiling)
    if (open.length === 1) return
  }
  if (outgoing.length < 2) return
  for (const flow of open) {
    const message = `${flow.id} leaves the exclusive gateway ${id} without a condition. Give it one, or make it the default.`
    compiling.faults.by(compiling.strict, flow.id, 'flow.condition_missing', message)
  }
}

/** An activity goes on along all flows whose conditions are true, and stops when none is. */
function checkConditional(
  { id, defaultFlow }: ElementContent,
  outgoing: readonly SequenceFlowContent[],
  compiling: Compiling,
): void {
  if (outgoing.length === 0 || defaultFlow !== undefined) return
  if (outgoing.every(flow => flow.condition !== undefined)) withoutDefault(id, 'one flow', compiling)
}

const withoutDefault = (id: string, meant: string, { faults, strict }: Compiling): void =>
  faults.by(
    strict,
    id,
    'flow.gateway_without_default',
    `${id} has no default flow: a run would stop when no condition is true. Mark ${meant} as the default.`,
  )
