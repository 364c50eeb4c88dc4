import type { ElementContent } from '../content.ts'
import type { FlowElement, Timer } from '../graph.ts'
import { BadTimer, planTimer } from '../timer/plan-timer.ts'
import { compileBusinessRuleTask } from './compile-business-rule-task.ts'
import { compileCallTask } from './compile-call-task.ts'
import { compileUserTask } from './compile-user-task.ts'
import type { CompilingElement } from './compiling.ts'
import { compileExpression, compileValue } from './expression.ts'
import { FIXED_NAMES } from './flow-scope.ts'

/** What an element is beside its place in the graph. */
export type Own<Element extends FlowElement = FlowElement> = Element extends FlowElement
  ? Omit<Element, 'id' | 'title' | 'incoming' | 'outgoing' | 'defaultFlow' | 'boundary' | 'reads'>
  : never

type Compile = (element: ElementContent, at: CompilingElement) => Own | null

const COMPILERS: Record<Exclude<ElementContent['type'], 'unsupported'>, Compile> = {
  startEvent: element => ({ type: 'startEvent', trigger: element.trigger ?? null }),
  endEvent: element => ({ type: 'endEvent', terminate: element.terminate ?? false }),
  exclusiveGateway: () => ({ type: 'exclusiveGateway' }),
  parallelGateway: () => ({ type: 'parallelGateway' }),
  userTask: compileUserTask,
  serviceTask: compileCallTask,
  sendTask: compileCallTask,
  businessRuleTask: compileBusinessRuleTask,
  scriptTask: compileScriptTask,
  boundaryEvent: (element, at) => {
    const timer = compileTimer(element, at)
    return (
      timer && {
        type: 'boundaryEvent',
        attachedTo: element.attachedTo ?? '',
        interrupting: element.interrupting ?? true,
        timer,
      }
    )
  },
  intermediateCatchEvent: (element, at) => {
    const timer = compileTimer(element, at)
    return timer && { type: 'intermediateCatchEvent', timer }
  },
}

/** Compiles what an element says; null when it has faults, which are reported. */
export function compileElement(element: ElementContent, at: CompilingElement): Own | null {
  const { faults } = at.compiling
  if (element.type === 'unsupported') {
    const message = `${element.id} (${element.bpmn}) would not be executed. Remove it or use an element that the engine runs.`
    faults.at(element.id, 'flow.unsupported_element', message)
    return null
  }
  if (element.multiInstance) {
    const [code, message] = element.approval ? APPROVAL_AND_LOOP : LOOP
    faults.at(element.id, code, message)
    return null
  }
  checkVariable(element, at)
  return COMPILERS[element.type](element, at)
}

const VARIABLE = /^[a-z][a-z0-9_]{0,62}$/

function checkVariable({ id, resultVariable: name }: ElementContent, { compiling }: CompilingElement): void {
  if (name === undefined || (VARIABLE.test(name) && !FIXED_NAMES.includes(name))) return
  const message = `jw:resultVariable="${name}" can't be a variable: use lower-case letters, digits and underscores, and none of ${FIXED_NAMES.join(', ')}.`
  compiling.faults.at(id, 'flow.bad_variable', message)
}

const LOOP = [
  'flow.unsupported_element',
  'Loops and multi-instance activities would not be executed. Remove the marker.',
] as const
const APPROVAL_AND_LOOP = [
  'flow.approval_multi_instance',
  'An approval asks its people itself and is never multi-instance. Remove the marker and set mode="all", "any" or "sequential".',
] as const

function compileScriptTask(element: ElementContent, at: CompilingElement): Own | null {
  if (!element.script || !element.resultVariable) {
    at.compiling.faults.at(
      element.id,
      'flow.missing_attribute',
      'A script task needs a FEEL script and a jw:resultVariable.',
    )
    return null
  }
  const script = compileExpression(at, element.script)
  return script && { type: 'scriptTask', script, resultVariable: element.resultVariable }
}

function compileTimer(element: ElementContent, at: CompilingElement): Timer | null {
  const { kind, value: text } = element.timer!
  const value = compileValue(at, text)
  if (value === null) return null
  if ('literal' in value) {
    try {
      planTimer(kind, value.literal, '2026-01-01T00:00:00.000Z')
    } catch (error) {
      if (!(error instanceof BadTimer)) throw error
      at.compiling.faults.at(element.id, 'flow.timer_invalid', error.message)
      return null
    }
  }
  return { kind, value }
}
