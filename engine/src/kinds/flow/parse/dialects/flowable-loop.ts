import type { Foreign } from '../foreign.ts'
import type { ModdleElement } from '../moddle-element.ts'
import { present } from '../present.ts'
import type { ElementReading } from '../element-reading.ts'
import type { MultiInstanceContent } from './dialect.ts'

/** Multi-instance of Flowable: a collection, and what its instances give gathered under one name. */
export function readFlowableLoop(loop: ModdleElement, at: ElementReading): Partial<MultiInstanceContent> {
  const said = at.foreign(loop)
  const index = said.attribute('elementIndexVariable')
  if (index !== undefined && index !== 'loopCounter')
    at.refuse(`It counts in "${index}". Use loopCounter, which is always there.`)
  if (said.has('collection')) at.refuse('A Java class reads its collection. Name a variable that holds a list.')
  const aggregations = said.children('variableAggregation')
  if (aggregations.length > 1) at.refuse('It gathers several lists. Gather one, of objects with several members.')
  return {
    ...present({ collection: said.attribute('collection'), elementVariable: said.attribute('elementVariable') }),
    ...(aggregations[0] && readAggregation(aggregations[0], at)),
  }
}

function readAggregation(aggregation: Foreign, at: ElementReading): Partial<MultiInstanceContent> {
  const target = aggregation.attribute('target')
  if (target === undefined || aggregation.attribute('delegateExpression') !== undefined)
    at.refuse('What it gathers has no fixed name or is made by Java. Give variableAggregation a target only.')
  const members = aggregation.children('variable').map(variable => {
    const source = variable.attribute('source') ?? variable.attribute('sourceExpression') ?? ''
    const name = variable.attribute('target') ?? source
    if (!/^[A-Za-z_]\w*$/.test(source) || !/^[A-Za-z_]\w*$/.test(name))
      at.refuse('What it gathers of an instance are expressions. Gather variables by their names.')
    return `${name}: ${source}`
  })
  return { ...(target !== undefined && { outputCollection: target }), outputElement: `={${members.join(', ')}}` }
}
