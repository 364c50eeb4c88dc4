import type { ElementContent } from '../content.ts'
import type { ElementBase, FlowElement } from '../graph.ts'
import type { CompilingElement } from './compiling.ts'

/** What an element is beside what all elements have; some settle how their jobs run. */
export type Own<Element extends FlowElement = FlowElement> = Element extends FlowElement
  ? Omit<Element, keyof ElementBase> & Partial<Pick<ElementBase, 'asyncBefore' | 'retries'>>
  : never

/** Null when the element has faults, which are reported. */
export type CompileOwn = (element: ElementContent, at: CompilingElement) => Own | null
