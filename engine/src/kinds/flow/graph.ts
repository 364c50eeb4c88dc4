import type { FeelType } from '../../expression/feel-type.ts'
import type { AdHocContent, ApprovalContent, CallContent, HistoryLevel, TaskKind, TriggerContent } from './content.ts'

/** A compiled process: immutable, shared by all its runs. Nothing in it has to be parsed or looked up by name again. */
export interface FlowGraph {
  /** Name of the definition. */
  name: string
  title: string
  /** Id of this process in the text; '' for the main one. */
  process: string
  /** Entity of the record that a run is about, when its triggers name one. */
  subject: string | null
  /** All elements of all levels: ids are unique in a text. */
  elements: Readonly<Record<string, FlowElement>>
  flows: Readonly<Record<string, SequenceFlow>>
  /** What stands in the process itself ('') and in every subprocess, by its id. */
  scopes: Readonly<Record<string, ScopeGraph>>
  /** Start events of the process itself, all of them. */
  starts: readonly StartEvent[]
  /** Who may start it by hand; null: everybody. */
  starters: readonly Who[] | null
  /** Elements whose condition has to be asked when a variable changes: boundary, catch, event subprocess starts. */
  conditions: readonly string[]
  /** Per inclusive gateway with several incoming flows: which of these each position of its scope can reach without it. */
  inclusiveJoins: Readonly<Record<string, InclusiveJoin>>
  /**
   * Per target of a return: the positions (element ids and sequence flow ids) whose tokens stay, because they lie on
   * parallel branches beside the target. All other tokens are cancelled.
   */
  kept: Readonly<Record<string, ReadonlySet<string>>>
  /** Fixed names (`record`, `task` …) can't be variables. In models that come from elsewhere variables win. */
  strict: boolean
  history: HistoryLevel
  historyDays: number | null
  versionTag: string | null
  /** Other processes of the same text by id. Empty in those themselves: they are found through the main one. */
  processes: Readonly<Record<string, FlowGraph>>
}

export interface ScopeGraph {
  id: string
  /** Id of the scope around it; null for the process. */
  parent: string | null
  /** Where it begins when it is entered: its start event without definition, else all its elements without incoming flow. */
  starts: readonly string[]
  /** Start events of its event subprocesses: they listen as long as the scope lives. */
  eventStarts: readonly string[]
  /** First variables. */
  dataObjects: readonly { name: string; value: unknown }[]
}

/** Positions are element ids of the scope; a token that waits at another join stands at that join. */
export interface InclusiveJoin {
  /** Position → incoming sequence flows of the join that a token there can come to without passing the join. */
  reach: Readonly<Record<string, ReadonlySet<string>>>
}

export interface SequenceFlow {
  id: string
  title: string
  from: string
  to: string
  condition: FlowExpression | null
  listeners: readonly Listener[]
}

/** An expression of either language, compiled. */
export interface FlowExpression {
  language: 'feel' | 'juel'
  text: string
  type: FeelType
  /** Names of variables and fixed names that it reads. */
  reads: readonly string[]
  /** The value as JSON, numbers as decimal text. FEEL: null where it has none. Throws ExpressionLimitExceeded, JuelFailed. */
  evaluate(scope: Readonly<Record<string, unknown>>): unknown
  /**
   * The value as a variable keeps it: a number is a JSON number where that is exact (it then stays a number for readers who
   * know no type), else decimal text. Throws as `evaluate`.
   */
  toVariable(scope: Readonly<Record<string, unknown>>): unknown
}

/** Which values an element's expressions read, so that a scope holds no more than is needed. */
export interface Reads {
  record: boolean
  starter: boolean
}

export interface ElementBase {
  id: string
  title: string
  /** Id of the subprocess around it; '' for the process itself. */
  parent: string
  /** Sequence flows, in the order of the text. */
  incoming: readonly string[]
  outgoing: readonly string[]
  defaultFlow: string | null
  /** Boundary events attached to it, without compensation ones. */
  boundary: readonly string[]
  reads: Reads
  loop: Loop | null
  asyncBefore: boolean
  asyncAfter: boolean
  exclusive: boolean
  jobPriority: Value | null
  retries: Retries | null
  inputMappings: readonly Mapping[]
  outputMappings: readonly Mapping[]
  listeners: readonly Listener[]
  /** Activity that undoes this one. */
  compensationHandler: string | null
  forCompensation: boolean
}

export type Loop = MultiInstance | StandardLoop

export interface MultiInstance {
  type: 'multi'
  sequential: boolean
  cardinality: Value | null
  collection: Value | null
  elementVariable: string | null
  outputCollection: string | null
  outputElement: Value | null
  completion: FlowExpression | null
  counterBase: 0 | 1
}

export interface StandardLoop {
  type: 'standard'
  testBefore: boolean
  condition: FlowExpression | null
  maximum: Value | null
}

/** How often a job is tried, and the pauses (ISO 8601) before the second, third … attempt; the last one repeats. */
export interface Retries {
  attempts: number
  pauses: readonly string[]
}

export interface Mapping {
  name: string
  value: MappedValue
}
/** `same`: the variable of the mapping's own name. */
export type MappedValue =
  Value | { same: true } | { list: readonly MappedValue[] } | { map: Readonly<Record<string, MappedValue>> }

export interface Listener {
  event: string
  function: string | null
  expression: FlowExpression | null
  inputs: readonly Input[]
  resultVariable: string | null
}

/** What an event is about. `none` throws nothing and catches only a token. */
export type EventDefinition =
  | { type: 'none' }
  | { type: 'timer'; timer: Timer }
  | { type: 'message'; name: Value; key: Value | null; timeToLive: Value | null }
  | { type: 'signal'; name: Value }
  | {
      type: 'error'
      code: Value | null
      message: Value | null
      codeVariable: string | null
      messageVariable: string | null
    }
  | { type: 'escalation'; code: Value | null; codeVariable: string | null }
  | { type: 'condition'; condition: FlowExpression; variables: readonly string[] | null }
  | { type: 'compensation'; activity: string | null }
  | { type: 'cancel' }
  /** A throwing link is a sequence flow to its catching one (made when compiling): nothing is left to do. */
  | { type: 'link' }
  | { type: 'terminate'; all: boolean }

export interface StartEvent extends ElementBase {
  type: 'startEvent'
  trigger: TriggerContent | null
  event: EventDefinition
  /** Of an event subprocess: it ends everything else in the scope. */
  interrupting: boolean
  initiator: string | null
  form: string | null
}

export interface EndEvent extends ElementBase {
  type: 'endEvent'
  event: EventDefinition
}

export interface ThrowEvent extends ElementBase {
  type: 'intermediateThrowEvent'
  event: EventDefinition
}

export interface CatchEvent extends ElementBase {
  type: 'intermediateCatchEvent'
  event: EventDefinition
}

/** A receive task waits for its message like a catch event; without one it waits to be told to go on. */
export interface ReceiveTask extends ElementBase {
  type: 'receiveTask'
  event: EventDefinition
}

export interface BoundaryEvent extends ElementBase {
  type: 'boundaryEvent'
  attachedTo: string
  interrupting: boolean
  event: EventDefinition
}

export interface UserTask extends ElementBase {
  type: 'userTask'
  kind: TaskKind
  form: string | null
  due: Value | null
  followUp: Value | null
  priority: Value | null
  calendar: string | null
  approvers: readonly Who[]
  unassigned: 'incident' | 'open'
  /** Null for a handler task. */
  approval: Omit<ApprovalContent, 'approvers'> | null
  resultVariable: string | null
}

/** Service and send tasks, and throwing message events, that call a registered function. */
export interface CallTask extends ElementBase {
  type: 'functionTask'
  bpmn: 'serviceTask' | 'sendTask' | 'businessRuleTask' | 'scriptTask' | 'intermediateThrowEvent' | 'endEvent'
  function: string
  /** Its effects are outside: a worker of the engine calls it, outside of every transaction. */
  external: boolean
  inputs: readonly Input[]
  /** The function takes `entity` and `id`, and the text leaves them to be the record of the run. */
  subjectInputs: readonly ('entity' | 'id')[]
  resultVariable: string | null
}

/** Its value is all that it does: `expression` with `resultVariable` of Camunda 7 and Flowable. */
export interface ExpressionTask extends ElementBase {
  type: 'expressionTask'
  bpmn: CallTask['bpmn']
  expression: FlowExpression
  resultVariable: string | null
}

/** Workers outside fetch it under its topic. */
export interface ExternalTask extends ElementBase {
  type: 'externalTask'
  bpmn: CallTask['bpmn']
  topic: Value
  priority: Value | null
  headers: Readonly<Record<string, string>>
  inputs: readonly Input[]
  resultVariable: string | null
}

/** A send task without function or topic: publishes its message. */
export interface SendTask extends ElementBase {
  type: 'sendTask'
  event: EventDefinition
}

export interface BusinessRuleTask extends ElementBase {
  type: 'businessRuleTask'
  ruleSet: string
  /** Which version decides: that of the run's beginning, the one in force now, or the one of a day. */
  binding: 'pinned' | 'current' | 'as-of'
  /** Gives the day; null unless the binding is `as-of`. */
  asOf: FlowExpression | null
  /** Absent (null): the decision sees all variables of the scope. */
  inputs: readonly Input[] | null
  mapDecision: 'single_entry' | 'single_result' | 'collect_entries' | 'result_list' | null
  resultVariable: string
}

export interface ScriptTask extends ElementBase {
  type: 'scriptTask'
  script: FlowExpression
  resultVariable: string | null
}

export interface PassTask extends ElementBase {
  type: 'passTask'
}

export interface ExclusiveGateway extends ElementBase {
  type: 'exclusiveGateway'
}

export interface ParallelGateway extends ElementBase {
  type: 'parallelGateway'
}

export interface InclusiveGateway extends ElementBase {
  type: 'inclusiveGateway'
}

export interface EventBasedGateway extends ElementBase {
  type: 'eventBasedGateway'
  /** Catch events and receive tasks behind it. */
  targets: readonly string[]
}

export interface SubProcess extends ElementBase {
  type: 'subProcess'
  /** A transaction can be cancelled; an event subprocess is entered by its start event only. */
  variant: 'embedded' | 'event' | 'transaction'
}

export interface AdHocSubProcess extends ElementBase {
  type: 'adHocSubProcess'
  ordering: AdHocContent['ordering']
  completion: FlowExpression | null
  cancelRemaining: boolean
  active: FlowExpression | null
  /** Activities that may be begun: those without incoming flow. */
  activities: readonly string[]
}

export interface CallActivity extends ElementBase {
  type: 'callActivity'
  process: Value
  binding: CallContent['binding']
  version: Value | null
  passAll: boolean
  returnAll: boolean
  in: readonly Mapping[]
  out: readonly Mapping[]
  businessKey: Value | null
}

export type FlowElement =
  | StartEvent
  | EndEvent
  | ThrowEvent
  | CatchEvent
  | ReceiveTask
  | BoundaryEvent
  | UserTask
  | CallTask
  | ExpressionTask
  | ExternalTask
  | SendTask
  | BusinessRuleTask
  | ScriptTask
  | PassTask
  | ExclusiveGateway
  | ParallelGateway
  | InclusiveGateway
  | EventBasedGateway
  | SubProcess
  | AdHocSubProcess
  | CallActivity

/** A text as it stands, or an expression. */
export type Value = { literal: string } | { expression: FlowExpression }

export interface Input {
  name: string
  value: Value
  /** The receiver wants a JSON number, not decimal text. */
  integer: boolean
}

export interface Timer {
  kind: 'duration' | 'date' | 'cycle'
  value: Value
  /** Name of the working calendar in which a duration counts. */
  calendar: string | null
}

/** One way to find people, ready to be asked. Candidates may claim a handler task; it isn't theirs until then. */
export type Who = { candidate?: true } & WhoSource

type WhoSource =
  | { type: 'unit_head'; unitType: string }
  | { type: 'unit_level'; level: number }
  | { type: 'position'; code: string }
  | { type: 'role'; name: string }
  | { type: 'person'; code: string }
  | { type: 'starter' }
  | { type: 'field'; field: string }
  /** Gives codes of people, or names of roles. */
  | { type: 'expression'; expression: FlowExpression; gives?: 'roles' }
