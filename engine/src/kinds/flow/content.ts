/** What a flow's text says, as plain data: the parsed form that compile, compare and the studio start from. */
export interface FlowContent {
  $kind: 'flow'
  name: string
  title: string
  /** In the order of the text, boundary events included. */
  elements: ElementContent[]
  /** Sequence flows in the order of the text: the order in which a gateway asks them. */
  flows: SequenceFlowContent[]
}

export interface SequenceFlowContent {
  id: string
  title: string
  from: string
  to: string
  /** FEEL without the leading `=`. */
  condition?: string
}

export type ElementType =
  | 'startEvent'
  | 'endEvent'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'businessRuleTask'
  | 'scriptTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'boundaryEvent'
  | 'intermediateCatchEvent'
  | 'unsupported'

/** One element; which members it has depends on its type. */
export interface ElementContent {
  id: string
  type: ElementType
  title: string
  /** For `unsupported`: what the text says, e.g. `bpmn:SubProcess` or `bpmn:StartEvent with bpmn:SignalEventDefinition`. */
  bpmn?: string
  defaultFlow?: string
  multiInstance?: boolean
  trigger?: TriggerContent
  terminate?: boolean
  kind?: TaskKind
  form?: string
  /** ISO 8601 duration or instant, or FEEL after `=`. */
  due?: string
  approval?: ApprovalContent
  assignment?: WhoContent[]
  function?: string
  ruleSet?: string
  binding?: string
  inputs?: InputContent[]
  resultVariable?: string
  /** FEEL of a script task. */
  script?: string
  timer?: TimerContent
  attachedTo?: string
  interrupting?: boolean
}

export type TaskKind = 'approval' | 'task'

/** A record event that starts the flow: `on` is `create` or the key of a transition. */
export interface TriggerContent {
  type: 'record'
  entity: string
  on: string
}

export interface InputContent {
  name: string
  /** FEEL when it begins with `=`, else the text itself. */
  value: string
}

export interface TimerContent {
  /** BPMN 2.0.2 Table 10.101. */
  kind: 'duration' | 'date' | 'cycle'
  /** ISO 8601, or FEEL after `=`. */
  value: string
}

export const APPROVAL_MODES = ['all', 'any', 'sequential'] as const
export const STARTER_POLICIES = ['self', 'skip', 'superior'] as const
export const EMPTY_POLICIES = ['approve', 'reject', 'admin', 'incident'] as const
export const DEDUPE_POLICIES = ['none', 'all', 'consecutive'] as const
export const OPINION_POLICIES = ['optional', 'on_return', 'required'] as const
export const WHO_TYPES = ['unit_head', 'position', 'role', 'person', 'starter', 'field', 'expression'] as const

export interface ApprovalContent {
  mode: (typeof APPROVAL_MODES)[number]
  /** What happens when the starter is himself an approver. */
  starter: (typeof STARTER_POLICIES)[number]
  /** What happens when nobody is left to ask. */
  empty: (typeof EMPTY_POLICIES)[number]
  /** Whose earlier approval in the same round counts again. */
  dedupe: (typeof DEDUPE_POLICIES)[number]
  opinion: (typeof OPINION_POLICIES)[number]
  returnTo?: string
  rejectTo?: string
  approvers: WhoContent[]
}

/** One way to find people. */
export interface WhoContent {
  type: (typeof WHO_TYPES)[number]
  unitType?: string
  level?: string
  code?: string
  name?: string
  field?: string
  value?: string
}
