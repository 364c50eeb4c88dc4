import type { UnmappedContent } from '../content.ts'
import type { DialectReader } from './dialects/dialect.ts'
import { Foreign } from './foreign.ts'
import type { ModdleElement, ReadFault } from './moddle-element.ts'

/** What is known while one text is read, and what is found in it beside its content. */
export class Reading {
  readonly dialect: DialectReader
  readonly faults: ReadFault[] = []
  readonly unmapped: UnmappedContent[] = []
  readonly drawn: { id: string; bpmn: string }[] = []
  /** Names of Java classes and beans → registered functions that do their work here. */
  readonly handlers = new Map<string, string>()
  /** Java classes and beans that the text runs and that no function is named for. */
  readonly unanswered = new Set<string>()
  /** Name of the message at an element that names none itself: that of the message flow it hangs on. */
  readonly messageNames = new Map<string, string>()
  /** Start events that a message flow leads to. */
  readonly messageStarts = new Set<string>()
  /** All ids of the text, and those that were made for flows without one. */
  readonly ids = new Set<string>()
  /** Activities that an element is associated with. */
  readonly associated = new Map<string, string[]>()
  readonly #unresolved: ReadonlyMap<ModdleElement, ReadonlyMap<string, string>>
  readonly #foreign = new Map<ModdleElement, { id: string; said: Foreign }>()

  constructor(dialect: DialectReader, unresolved: ReadonlyMap<ModdleElement, ReadonlyMap<string, string>>) {
    this.dialect = dialect
    this.#unresolved = unresolved
  }

  /** What a part of element `id` says in the vocabulary of the dialect. */
  foreign(part: ModdleElement, id: string): Foreign {
    const known = this.#foreign.get(part)
    if (known !== undefined) return known.said
    const said = new Foreign(part, this.dialect.prefixes)
    this.#foreign.set(part, { id, said })
    return said
  }

  /** What a reference says that leads to nothing in the text, e.g. the code of an error that is not declared. */
  unresolved(element: ModdleElement, property: string): string | undefined {
    return this.#unresolved.get(element)?.get(property)
  }

  /** Everything foreign that a reader asked for. */
  mapped(): { id: string; what: string }[] {
    const all = [...this.#foreign.values()].flatMap(({ id, said }) => said.asked().map(what => ({ id, what })))
    return all.filter(({ what }) => !this.dialect.harmless.has(what))
  }

  /** Reports everything foreign that no reader asked for. */
  reportUnread(): void {
    for (const { id, said } of this.#foreign.values()) {
      for (const what of said.unread())
        if (!this.dialect.harmless.has(what)) this.notMapped(id, what, 'It has no counterpart here and is left out.')
    }
  }

  notMapped(id: string, what: string, reason: string): void {
    this.unmapped.push({ id, what, reason })
    const message = `${id}: ${what} is not mapped. ${reason}`
    this.faults.push({ code: 'flow.not_mapped', message, elementId: id, severity: 'warning' })
  }
}
