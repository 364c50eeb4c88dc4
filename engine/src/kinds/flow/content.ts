/** What a flow's text says, as plain data: the parsed form that compile, compare and the studio start from. */
export interface FlowContent {
  $kind: 'flow'
  /** Id of the main process: the first executable one, else the first. */
  name: string
  title: string
  /** Whose attributes the text uses; ours are understood in every one. Absent: `jingwei`. */
  dialect?: Dialect
  /** Absent: `full`. */
  history?: HistoryLevel
  /** Days that an ended run is kept; absent: for ever. */
  historyDays?: number
  versionTag?: string
  /** Who may start it by hand; absent: everybody. */
  starters?: WhoContent[]
  /** Other processes of the same text: those that message flows or call activities lead to. */
  processes?: ProcessContent[]
  /** First variables of the main process. */
  dataObjects?: DataObjectContent[]
  /** In the order of the text, boundary events included, of all levels: `parent` says where each stands. */
  elements: ElementContent[]
  /** Sequence flows in the order of the text: the order in which a gateway asks them. */
  flows: SequenceFlowContent[]
  /** Pools talk to each other: both ends are elements (or a process id at the far end). */
  messageFlows?: { id: string; from: string; to: string }[]
  /** Drawn only: lanes, annotations, groups, data objects without a value. Kept for where-used and the reader's report. */
  drawn?: { id: string; bpmn: string }[]
  /** What a foreign model says that has no counterpart here: `what` as the text has it, `camunda:errorEventDefinition`. */
  unmapped?: UnmappedContent[]
}

export interface ProcessContent {
  id: string
  title: string
  dataObjects?: DataObjectContent[]
}

/** A data object with a value: one of the first variables of its process or subprocess. */
export interface DataObjectContent {
  name: string
  value: unknown
}

export interface UnmappedContent {
  /** Element that says it; '' for the whole text. */
  id: string
  what: string
  reason: string
}

export type Dialect = 'jingwei' | 'camunda7' | 'camunda8' | 'flowable'

/** How much of a run is written down: nothing, one row per visit of an element, or values and decisions too. */
export type HistoryLevel = 'none' | 'activity' | 'full'
export const HISTORY_LEVELS = ['none', 'activity', 'full'] as const

export interface SequenceFlowContent {
  id: string
  title: string
  from: string
  to: string
  /** An expression text, see `ExpressionText`; a FEEL condition has no leading `=` here. */
  condition?: string
  /** Language of the condition when it isn't FEEL. */
  language?: 'juel'
  /** What is done when a token takes it: event `take`. */
  listeners?: ListenerContent[]
}

/**
 * How values are written: `=…` is FEEL. In the dialects `camunda7` and `flowable` a text with `${…}` or `#{…}` is JUEL.
 * Everything else stands for itself.
 */
export type ExpressionText = string

export type ElementType =
  | 'startEvent'
  | 'endEvent'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'businessRuleTask'
  | 'scriptTask'
  /** Manual and abstract tasks: nothing to do for the engine. */
  | 'passTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'eventBasedGateway'
  | 'boundaryEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'subProcess'
  | 'eventSubProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity'
  | 'unsupported'

/** One element; which members it has depends on its type. */
export interface ElementContent {
  id: string
  type: ElementType
  title: string
  /** Id of the subprocess around it, or of one of `processes`; absent: it stands in the main process. */
  parent?: string
  /** For `unsupported`: what the text says, e.g. `bpmn:ComplexGateway`, and why it can't run. */
  bpmn?: string
  reason?: string
  defaultFlow?: string
  loop?: LoopContent
  /** Transaction boundaries: commit, then go on in a job of its own. */
  asyncBefore?: boolean
  asyncAfter?: boolean
  /** Jobs of one run never run at the same time unless this is false. */
  exclusive?: boolean
  jobPriority?: ExpressionText
  /** Retries and pauses of its jobs: `R3/PT10M`, `PT1M,PT5M` or a number. */
  retries?: string
  /** Values that it gets, local to it; and values that it gives. */
  inputMappings?: MappingContent[]
  outputMappings?: MappingContent[]
  listeners?: ListenerContent[]
  /** It undoes another activity and is never reached by a sequence flow. */
  forCompensation?: boolean
  /** What a start, end, boundary, catch or throw event, or a receive task, is about. Absent: none. */
  event?: EventContent
  /** What starts a run beside BPMN's own events. */
  trigger?: TriggerContent
  /** Variable that holds the person who starts the run (Flowable, Activiti). */
  initiator?: string
  kind?: TaskKind
  form?: string
  /** ISO 8601 duration or instant, or an expression. */
  due?: ExpressionText
  followUp?: ExpressionText
  priority?: ExpressionText
  /** Calendar in whose working time `due` counts. */
  calendar?: string
  approval?: ApprovalContent
  assignment?: WhoContent[]
  /** What happens when a handler task finds nobody: an incident (default), or it waits for someone to claim it. */
  unassigned?: 'incident' | 'open'
  function?: string
  /** An expression is all that a service task does. */
  expression?: ExpressionText
  /** External task: workers fetch it under this topic. */
  topic?: ExpressionText
  /** Fixed texts for the worker (Camunda 8 task headers, Camunda 7 extension properties). */
  headers?: Record<string, string>
  ruleSet?: string
  binding?: string
  /** Shape in which a decision's outputs are kept. */
  mapDecision?: 'single_entry' | 'single_result' | 'collect_entries' | 'result_list'
  inputs?: InputContent[]
  resultVariable?: string
  /** FEEL of a script task; with `language` JUEL. */
  script?: string
  language?: 'juel'
  attachedTo?: string
  interrupting?: boolean
  /** Boundary compensation event: the activity that undoes its host. */
  handler?: string
  /** Call activity. */
  call?: CallContent
  adHoc?: AdHocContent
  /** Data objects of a process or subprocess with a value: the scope's first variables (Flowable). */
  dataObjects?: DataObjectContent[]
}

export type EventContent =
  | ({ type: 'timer' } & TimerContent)
  /** `key` is the correlation key. A throwing one may call a function or be an external task instead of publishing. */
  | { type: 'message'; name: ExpressionText; key?: ExpressionText; timeToLive?: ExpressionText }
  | { type: 'signal'; name: ExpressionText }
  /** Without code a catching one catches all. */
  | { type: 'error'; code?: ExpressionText; message?: ExpressionText; codeVariable?: string; messageVariable?: string }
  | { type: 'escalation'; code?: ExpressionText; codeVariable?: string }
  | { type: 'condition'; condition: string; language?: 'juel'; variables?: string[] }
  | { type: 'compensation'; activity?: string }
  | { type: 'cancel' }
  | { type: 'link'; name: string }
  /** `all` ends the whole run, not the scope only (Flowable). */
  | { type: 'terminate'; all?: boolean }

export type LoopContent =
  | {
      type: 'multi'
      sequential: boolean
      cardinality?: ExpressionText
      /** A variable's name, or an expression that gives a list. */
      collection?: ExpressionText
      elementVariable?: string
      /** Variable that gets one item per instance, in the order of the collection. */
      outputCollection?: string
      /** What an instance gives; absent with an outputCollection: its element variable. */
      outputElement?: ExpressionText
      completion?: ExpressionText
      /** Language of `completion` when it isn't FEEL. */
      language?: 'juel'
      /** First value of loopCounter: 1, or 0 in models of Camunda 7 and Flowable. */
      counterBase: 0 | 1
    }
  | { type: 'standard'; testBefore: boolean; condition?: ExpressionText; language?: 'juel'; maximum?: ExpressionText }

/** `value` null with `source` absent: the variable of the same name. Lists and maps hold expression texts at any depth. */
export interface MappingContent {
  name: string
  value: MappingValue
}
export type MappingValue = ExpressionText | { list: MappingValue[] } | { map: Record<string, MappingValue> } | null

export interface ListenerContent {
  /** Of an element: start, end; of a sequence flow: take; of a user task: create, assignment, complete, update, delete. */
  event: string
  function?: string
  expression?: ExpressionText
  inputs?: InputContent[]
  resultVariable?: string
}

export interface CallContent {
  /** Name of a flow, or id of a process of the same text; may be an expression. */
  process: ExpressionText
  binding: 'latest' | 'deployment' | 'version' | 'version_tag'
  version?: ExpressionText
  /** What the called run gets and gives: `all`, or single values. */
  passAll?: boolean
  returnAll?: boolean
  in: MappingContent[]
  out: MappingContent[]
  businessKey?: ExpressionText
}

export interface AdHocContent {
  ordering: 'parallel' | 'sequential'
  completion?: ExpressionText
  language?: 'juel'
  cancelRemaining: boolean
  /** Gives the ids of the activities that begin at once. */
  active?: ExpressionText
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
  /** ISO 8601, cron (cycle), or an expression. */
  value: ExpressionText
  /** Calendar in whose working time a duration counts. */
  calendar?: string
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
  /** Of a handler task: may claim it; it isn't his until then. Absent: it is his. */
  candidate?: boolean
  unitType?: string
  level?: string
  code?: string
  name?: string
  field?: string
  value?: string
  /** What an expression gives: codes of people (absent), or names of roles. */
  gives?: 'roles'
}
