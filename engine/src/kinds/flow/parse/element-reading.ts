import type { ElementContent } from '../content.ts'
import type { Foreign } from './foreign.ts'
import type { ModdleElement } from './moddle-element.ts'
import type { Reading } from './reading.ts'

/** One element while it is read. */
export class ElementReading {
  readonly element: ModdleElement
  readonly reading: Reading
  readonly id: string
  readonly inEventSubProcess: boolean
  /** Why it can't run; empty when it can. */
  readonly reasons: string[] = []

  constructor(element: ModdleElement, reading: Reading, inEventSubProcess: boolean) {
    this.element = element
    this.reading = reading
    this.id = element['id'] ?? ''
    this.inEventSubProcess = inEventSubProcess
  }

  foreign(part: ModdleElement = this.element): Foreign {
    return this.reading.foreign(part, this.id)
  }

  /** The element can't run, for this reason: a sentence. */
  refuse(reason: string): Partial<ElementContent> {
    if (!this.reasons.includes(reason)) this.reasons.push(reason)
    return {}
  }

  /** What it says has no counterpart but can be left out without changing where a run goes. */
  notMapped(what: string, reason: string): void {
    this.reading.notMapped(this.id, what, reason)
  }

  /** A fault of the text itself. */
  fault(code: string, message: string): void {
    this.reading.faults.push({ code, message, elementId: this.id })
  }
}
