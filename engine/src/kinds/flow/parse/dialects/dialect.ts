import type { Dialect, ElementContent, EventContent, FlowContent, ListenerContent, LoopContent } from '../../content.ts'
import type { ModdleElement } from '../moddle-element.ts'
import type { ElementReading } from '../element-reading.ts'
import type { Reading } from '../reading.ts'

export type MultiInstanceContent = Extract<LoopContent, { type: 'multi' }>

/** A text of the language that it is in; FEEL stands without its leading `=`. */
export interface LanguageText {
  text: string
  language?: 'juel'
}

/** What is particular to the models of one family of engines. What BPMN itself says is read by the files around. */
export interface DialectReader {
  name: Dialect
  /** Prefixes of its vocabulary, see FOREIGN_NAMESPACES. Empty: our own, which is understood in every dialect. */
  prefixes: readonly string[]
  /** Names of attributes and elements (`<camunda:x>`) that say nothing about what a run does. */
  harmless: ReadonlySet<string>
  /** What an error or escalation without a code stands for: its id, or any. */
  codeless: 'id' | 'any'
  /** First loopCounter of a multi-instance activity. */
  counterBase: 0 | 1
  /** Whoever says that compensation needn't be waited for is answered that it is, and not refused. */
  compensationWaits: boolean
  /** A task that nobody is named for waits for someone to claim it, and message flows are drawings. */
  foreign: boolean
  /** A condition or other text that is always an expression. `declared`: its language attribute. Null: another language. */
  expression(text: string, declared: string | undefined): LanguageText | null
  /** References that may lead to nothing, as `errorRef`: what they say is then the name or code itself. */
  nameItself: ReadonlySet<string>
  process(process: ModdleElement, reading: Reading): Partial<FlowContent>
  /** `core` is what BPMN says of the element. */
  element(at: ElementReading, core: ElementContent): Partial<ElementContent>
  event(definition: ModdleElement, at: ElementReading, core: EventContent): Partial<EventContent>
  loop(loop: ModdleElement, at: ElementReading, core: MultiInstanceContent): Partial<MultiInstanceContent>
  /** Listeners of a sequence flow. */
  flow(flow: ModdleElement, reading: Reading): ListenerContent[]
  /** Value of a data object; undefined: it is a drawing. */
  dataObject(object: ModdleElement, reading: Reading): unknown
}
