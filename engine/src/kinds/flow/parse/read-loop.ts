import type { LoopContent } from '../content.ts'
import type { MultiInstanceContent } from './dialects/dialect.ts'
import { bodyOf, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import type { ElementReading } from './element-reading.ts'

/** How often an activity is done; undefined: once, or in a way that is refused. */
export function readLoop(at: ElementReading): LoopContent | undefined {
  const loop = at.element['loopCharacteristics'] as ModdleElement | undefined
  if (loop === undefined) return undefined
  return loop.$type === 'bpmn:StandardLoopCharacteristics' ? readStandardLoop(loop, at) : readMultiInstance(loop, at)
}

function readStandardLoop(loop: ModdleElement, at: ElementReading): LoopContent {
  const condition = expressionOf(loop['loopCondition'], at)
  return {
    type: 'standard',
    testBefore: loop['testBefore'] === true,
    ...present({
      condition: condition?.text,
      language: condition?.language,
      maximum: loop['maximum'] ?? loop['loopMaximum']?.toString(),
    }),
  } as LoopContent
}

function readMultiInstance(loop: ModdleElement, at: ElementReading): LoopContent {
  if ((loop['behavior'] ?? 'All') !== 'All' || loop['complexBehaviorDefinition']?.length > 0)
    at.refuse('Events that its instances throw while they end are not run. Leave behavior at "All".')
  const completion = expressionOf(loop['completionCondition'], at)
  const output: ModdleElement | undefined = loop['outputDataItem']
  const core = {
    type: 'multi',
    sequential: loop['isSequential'] === true,
    counterBase: at.reading.dialect.counterBase,
    ...present({
      cardinality: bodyOf(loop['loopCardinality']),
      collection: loop['collection'] ?? dataName(loop, 'loopDataInputRef', at),
      elementVariable: loop['elementVariable'] ?? loop['inputDataItem']?.name ?? loop['inputDataItem']?.id,
      outputCollection: loop['outputCollection'] ?? dataName(loop, 'loopDataOutputRef', at),
      outputElement: loop['outputElement'] ?? (output === undefined ? undefined : `=${output['name'] ?? output['id']}`),
      completion: completion?.text,
      language: completion?.language,
    }),
  } as MultiInstanceContent
  return { ...at.reading.dialect.loop(loop, at, core), ...core }
}

/** The variable that a data input or output stands for; what is not declared is the variable's name itself. */
function dataName(loop: ModdleElement, property: string, at: ElementReading): string | undefined {
  const declared: ModdleElement | undefined = loop[property]
  return declared?.['name'] ?? declared?.['id'] ?? at.reading.unresolved(loop, property)
}

function expressionOf(expression: ModdleElement | undefined, at: ElementReading) {
  const text = bodyOf(expression)
  if (text === undefined) return undefined
  const said = at.reading.dialect.expression(text, expression?.['language'])
  if (said === null) at.refuse(`Its condition is in the language "${expression?.['language']}". Write it in FEEL.`)
  return said ?? undefined
}
