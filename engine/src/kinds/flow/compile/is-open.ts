import type { ElementContent } from '../content.ts'
import type { ProcessStructure } from './process-structure.ts'

/** A process gets variables that its text doesn't name: from whoever starts it, in a message, from a worker, of a called run. */
export const isOpen = ({ elements, scopeOf }: ProcessStructure): boolean =>
  elements.some(element =>
    isStart(element) && scopeOf(element) === '' ? startsWithVariables(element) : gives(element),
  )

const isStart = ({ type }: ElementContent): boolean => type === 'startEvent'

const startsWithVariables = ({ trigger, event }: ElementContent): boolean =>
  trigger === undefined && event?.type !== 'timer'

const gives = ({ type, event, topic, call }: ElementContent): boolean =>
  topic !== undefined ||
  call?.returnAll === true ||
  (CATCHING.has(type) && (event?.type === 'message' || event?.type === 'signal')) ||
  type === 'receiveTask'

const CATCHING = new Set<ElementContent['type']>(['startEvent', 'intermediateCatchEvent', 'boundaryEvent'])
