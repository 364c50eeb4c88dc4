import type { CompiledExpression } from '../../expression/compiled-expression.ts'
import type { ApprovalContent, TaskKind, TriggerContent } from './content.ts'

/** A compiled flow: immutable, shared by all its runs. Nothing in it has to be parsed or looked up by name again. */
export interface FlowGraph {
  name: string
  title: string
  /** Entity of the record that a run is about, when its triggers name one. */
  subject: string | null
  elements: Readonly<Record<string, FlowElement>>
  flows: Readonly<Record<string, SequenceFlow>>
  starts: readonly StartEvent[]
  /**
   * Per target of a return: the positions (element ids and sequence flow ids) whose tokens stay, because they lie on
   * parallel branches beside the target. All other tokens are cancelled.
   */
  kept: Readonly<Record<string, ReadonlySet<string>>>
}

export interface SequenceFlow {
  id: string
  title: string
  from: string
  to: string
  condition: CompiledExpression | null
}

/** Which values an element's expressions read, so that a scope holds no more than is needed. */
export interface Reads {
  record: boolean
  starter: boolean
}

interface ElementBase {
  id: string
  title: string
  /** Sequence flows, in the order of the text. */
  incoming: readonly string[]
  outgoing: readonly string[]
  defaultFlow: string | null
  /** Boundary events attached to it. */
  boundary: readonly string[]
  reads: Reads
}

export interface StartEvent extends ElementBase {
  type: 'startEvent'
  trigger: TriggerContent | null
}

export interface EndEvent extends ElementBase {
  type: 'endEvent'
  terminate: boolean
}

export interface UserTask extends ElementBase {
  type: 'userTask'
  kind: TaskKind
  form: string | null
  due: Value | null
  approvers: readonly Who[]
  /** Null for a handler task. */
  approval: Omit<ApprovalContent, 'approvers'> | null
  resultVariable: string | null
}

/** Service and send tasks call a registered function. */
export interface CallTask extends ElementBase {
  type: 'serviceTask' | 'sendTask'
  function: string
  inputs: readonly Input[]
  /** The function takes `entity` and `id`, and the text leaves them to be the record of the run. */
  subjectInputs: readonly ('entity' | 'id')[]
  resultVariable: string | null
}

export interface BusinessRuleTask extends ElementBase {
  type: 'businessRuleTask'
  ruleSet: string
  /** Which version decides: that of the run's beginning, the one in force now, or the one of a day. */
  binding: 'pinned' | 'current' | 'as-of'
  /** Gives the day; null unless the binding is `as-of`. */
  asOf: DayExpression | null
  inputs: readonly Input[]
  resultVariable: string
}

/** As the author wrote it, for messages: a field of the record, or FEEL. */
export interface DayExpression {
  text: string
  expression: CompiledExpression
}

export interface ScriptTask extends ElementBase {
  type: 'scriptTask'
  script: CompiledExpression
  resultVariable: string
}

export interface ExclusiveGateway extends ElementBase {
  type: 'exclusiveGateway'
}

export interface ParallelGateway extends ElementBase {
  type: 'parallelGateway'
}

export interface BoundaryTimer extends ElementBase {
  type: 'boundaryEvent'
  attachedTo: string
  interrupting: boolean
  timer: Timer
}

export interface TimerCatch extends ElementBase {
  type: 'intermediateCatchEvent'
  timer: Timer
}

export type FlowElement =
  | StartEvent
  | EndEvent
  | UserTask
  | CallTask
  | BusinessRuleTask
  | ScriptTask
  | ExclusiveGateway
  | ParallelGateway
  | BoundaryTimer
  | TimerCatch

/** A text as it stands, or FEEL. */
export type Value = { literal: string } | { expression: CompiledExpression }

export interface Input {
  name: string
  value: Value
  /** The receiver wants a JSON number, not decimal text. */
  integer: boolean
}

export interface Timer {
  kind: 'duration' | 'date' | 'cycle'
  value: Value
}

/** One way to find people, ready to be asked. */
export type Who =
  | { type: 'unit_head'; unitType: string }
  | { type: 'unit_level'; level: number }
  | { type: 'position'; code: string }
  | { type: 'role'; name: string }
  | { type: 'person'; code: string }
  | { type: 'starter' }
  | { type: 'field'; field: string }
  | { type: 'expression'; expression: CompiledExpression }
