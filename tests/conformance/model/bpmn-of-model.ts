import type { Caught, Condition, ModelFlow, ModelNode, ProcessModel } from './process-model.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:jw="urn:jingwei:bpmn:1" id="definitions" targetNamespace="urn:jingwei:conformance">`

/** The BPMN text of a model. */
export function bpmnOfModel(model: ProcessModel): string {
  const body = indented(contentOf(null, model), 2)
  return [
    HEAD,
    ...roots(model).map(root => `  ${root}`),
    `  <process id="${model.id}" isExecutable="true">`,
    ...body,
    '  </process>',
    '</definitions>',
    '',
  ].join('\n')
}

/** Messages and signals of their own, errors and escalations by code. */
function roots({ nodes }: ProcessModel): string[] {
  const found = new Set<string>()
  for (const node of nodes) {
    const event = awaitedBy(node)
    if (event?.type === 'message') found.add(`<message id="message_${node.id}" name="${messageName(node.id)}" />`)
    if (event?.type === 'signal') found.add(`<signal id="signal_${node.id}" name="${messageName(node.id)}" />`)
    if (event?.type === 'error' && event.code !== null)
      found.add(`<error id="error_${event.code}" errorCode="${event.code}" />`)
    if (event?.type === 'escalation' && event.code !== null)
      found.add(`<escalation id="escalation_${event.code}" escalationCode="${event.code}" />`)
  }
  return [...found]
}

/** Name of the message or signal for which this element waits. */
export const messageName = (node: string): string => `for_${node}`

function awaitedBy(node: ModelNode): Caught | undefined {
  if (node.type === 'catch') return { type: node.awaited }
  if (node.type === 'boundary' || node.type === 'eventStart') return node.caught
  if (node.type === 'escalate') return { type: 'escalation', code: node.code }
  if (node.type === 'end' && (node.end.type === 'error' || node.end.type === 'escalation'))
    return { type: node.end.type, code: node.end.code }
  return undefined
}

function contentOf(parent: string | null, model: ProcessModel): string[] {
  const nodes = model.nodes.filter(node => node.parent === parent)
  const inside = new Set(nodes.map(node => node.id))
  const flows = model.flows.filter(flow => inside.has(flow.from))
  return [...nodes.flatMap(node => elementOf(node, model)), ...flows.map(flowElement)]
}

function elementOf(node: ModelNode, model: ProcessModel): string[] {
  const { tag, attributes = {}, content = [] } = shapeOf(node, model)
  const standard = model.flows.find(flow => flow.from === node.id && flow.isDefault === true)
  const all = { id: node.id, ...(standard && { default: standard.id }), ...attributes }
  const open = `${tag}${Object.entries(all)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')}`
  const inner = [...content, ...iterations(node)]
  return inner.length === 0 ? [`<${open} />`] : [`<${open}>`, ...indented(inner, 1), `</${tag}>`]
}

interface Shape {
  tag: string
  attributes?: Record<string, string>
  content?: string[]
}

function shapeOf(node: ModelNode, model: ProcessModel): Shape {
  switch (node.type) {
    case 'start':
      return { tag: 'startEvent' }
    case 'eventStart':
      return {
        tag: 'startEvent',
        attributes: { isInterrupting: String(node.interrupting) },
        content: definition(node.id, node.caught),
      }
    case 'end':
      return { tag: 'endEvent', content: endDefinition(node) }
    case 'escalate':
      return { tag: 'intermediateThrowEvent', content: definition(node.id, { type: 'escalation', code: node.code }) }
    case 'task':
      return { tag: 'userTask', attributes: { 'jw:kind': 'task', 'jw:unassigned': 'open' } }
    case 'pass':
      return { tag: 'task' }
    case 'script': {
      const value = node.set === 'increment' ? `${node.variable} + 1` : String(node.set)
      return {
        tag: 'scriptTask',
        attributes: { scriptFormat: 'feel', 'jw:resultVariable': node.variable },
        content: [`<script>=${value}</script>`],
      }
    }
    case 'exclusive':
      return { tag: 'exclusiveGateway' }
    case 'parallel':
      return { tag: 'parallelGateway' }
    case 'inclusive':
      return { tag: 'inclusiveGateway' }
    case 'eventChoice':
      return { tag: 'eventBasedGateway' }
    case 'catch':
      return { tag: 'intermediateCatchEvent', content: definition(node.id, { type: node.awaited }) }
    case 'boundary':
      return {
        tag: 'boundaryEvent',
        attributes: { attachedToRef: node.host, cancelActivity: String(node.interrupting) },
        content: definition(node.id, node.caught),
      }
    case 'subprocess':
      return { tag: 'subProcess', content: contentOf(node.id, model) }
    case 'eventSubprocess':
      return { tag: 'subProcess', attributes: { triggeredByEvent: 'true' }, content: contentOf(node.id, model) }
  }
}

function endDefinition(node: Extract<ModelNode, { type: 'end' }>): string[] {
  if (node.end.type === 'none') return []
  if (node.end.type === 'terminate') return ['<terminateEventDefinition />']
  return definition(node.id, node.end)
}

function definition(id: string, caught: Caught): string[] {
  switch (caught.type) {
    case 'message':
      return [`<messageEventDefinition messageRef="message_${id}" />`]
    case 'signal':
      return [`<signalEventDefinition signalRef="signal_${id}" />`]
    case 'timer':
      return ['<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>']
    default: {
      const reference = caught.code === null ? '' : ` ${caught.type}Ref="${caught.type}_${caught.code}"`
      return [`<${caught.type}EventDefinition${reference} />`]
    }
  }
}

function iterations({ iterations: loop }: ModelNode): string[] {
  if (loop === undefined) return []
  const enough =
    loop.enough === undefined
      ? ''
      : `<completionCondition>=nrOfCompletedInstances &gt;= ${loop.enough}</completionCondition>`
  return [
    `<multiInstanceLoopCharacteristics isSequential="${loop.sequential}"><loopCardinality>${loop.count}</loopCardinality>${enough}</multiInstanceLoopCharacteristics>`,
  ]
}

function flowElement({ id, from, to, condition }: ModelFlow): string {
  const open = `sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"`
  if (condition === undefined) return `<${open} />`
  return `<${open}><conditionExpression xsi:type="tFormalExpression">=${feel(condition)}</conditionExpression></sequenceFlow>`
}

const feel = (condition: Condition): string =>
  'atLeast' in condition
    ? `${condition.variable} &gt;= ${condition.atLeast}`
    : condition.oneOf.map(value => `${condition.variable} = ${value}`).join(' or ')

const indented = (lines: string[], levels: number): string[] => lines.map(line => `${'  '.repeat(levels)}${line}`)
