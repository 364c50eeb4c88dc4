import type { ModdleElement } from './moddle-element.ts'

/** Prefixes as the reader gives them, whatever prefix the text declares for the namespace. */
export const FOREIGN_NAMESPACES: Readonly<Record<string, string>> = {
  'http://camunda.org/schema/1.0/bpmn': 'camunda',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
  'http://flowable.org/bpmn': 'flowable',
  'http://activiti.org/bpmn': 'activiti',
}

const PREFIXES: ReadonlySet<string> = new Set(Object.values(FOREIGN_NAMESPACES))
/** Members of the reader and declarations, which say nothing themselves. */
const ITS_OWN = /^(?:\$|xmlns(?::|$)|xsi:)/
/** Flowable writes some elements within its own without a prefix, in the namespace of BPMN. */
const UNPREFIXED = 'bpmn'
/** Deeper than any model; extension elements are read by recursion. */
const DEEPEST = 20

/**
 * What an element says in foreign vocabularies. It notes what is asked of it, so that all that no reader asks for can be
 * told; nothing foreign is ever dropped without a word.
 */
export class Foreign {
  readonly #element: ModdleElement
  readonly #prefixes: readonly string[]
  readonly #depth: number
  readonly #asked = new Set<string>()
  readonly #children = new Map<ModdleElement, Foreign>()
  #ignored = false

  constructor(element: ModdleElement, prefixes: readonly string[], depth = 0) {
    this.#element = element
    this.#prefixes = prefixes
    this.#depth = depth
  }

  attribute(name: string): string | undefined {
    for (const key of this.#names(name)) {
      const value = this.#attributes()[key]
      if (value === undefined) continue
      this.#asked.add(key)
      return value
    }
    return undefined
  }

  /** An attribute that is true or false; undefined: it says neither. */
  flag(name: string): boolean | undefined {
    const said = this.attribute(name)?.trim().toLowerCase()
    return said === 'true' ? true : said === 'false' ? false : undefined
  }

  children(name: string): Foreign[] {
    const types = [...this.#prefixes, ...(this.#depth > 0 ? [UNPREFIXED] : [])].map(prefix => `${prefix}:${name}`)
    return this.#elements()
      .filter(child => types.includes(child.$type))
      .map(child => this.#child(child))
  }

  child(name: string): Foreign | undefined {
    return this.children(name)[0]
  }

  /** Whether there are such elements; what stands in them is of no interest. */
  has(name: string): boolean {
    const found = this.children(name)
    for (const each of found) each.#ignored = true
    return found.length > 0
  }

  /** All extension elements of the dialect, as their local names. */
  all(): { name: string; said: Foreign }[] {
    return this.#elements()
      .filter(child => this.#prefixes.includes(prefixOf(child.$type)))
      .map(child => ({ name: localOf(child.$type), said: this.#child(child) }))
  }

  /** The text between its tags; '' without. */
  get text(): string {
    return String(this.#element['$body'] ?? '').trim()
  }

  /** Names of the attributes and elements of its own that were asked for, as the text has them. */
  asked(): string[] {
    const elements = [...this.#children].filter(([, said]) => !said.#ignored)
    return [...this.#asked, ...new Set(elements.map(([child]) => `<${child.$type}>`))]
  }

  /** Names of the attributes and elements that nobody asked for, as the text has them. */
  unread(): string[] {
    if (this.#ignored) return []
    const attributes = Object.keys(this.#attributes())
      .filter(key => !this.#asked.has(key) && (this.#depth > 0 ? key !== 'id' : PREFIXES.has(prefixOf(key))))
      .map(key => (this.#depth > 0 ? `${this.#element.$type}@${key}` : key))
    const elements = this.#elements().flatMap(child => {
      const said = this.#children.get(child)
      if (said !== undefined) return said.unread()
      return this.#depth > 0 || PREFIXES.has(prefixOf(child.$type)) ? [`<${child.$type}>`] : []
    })
    const cut = this.#depth > DEEPEST && (this.#element['$children'] ?? []).length > 0
    return [...attributes, ...elements, ...(cut ? [`<${this.#element.$type}> deeper than ${DEEPEST} levels`] : [])]
  }

  #child(element: ModdleElement): Foreign {
    const known = this.#children.get(element)
    if (known !== undefined) return known
    const child = new Foreign(element, this.#prefixes, this.#depth + 1)
    this.#children.set(element, child)
    return child
  }

  /** Attributes of a foreign element have no prefix of their own. */
  #names(name: string): string[] {
    const prefixed = this.#prefixes.map(prefix => `${prefix}:${name}`)
    return this.#depth > 0 ? [name, ...prefixed] : prefixed
  }

  #attributes(): Readonly<Record<string, string>> {
    if (this.#depth === 0) return this.#element.$attrs
    return Object.fromEntries(
      Object.entries(this.#element).filter(([key, value]) => !ITS_OWN.test(key) && typeof value === 'string'),
    ) as Record<string, string>
  }

  #elements(): readonly ModdleElement[] {
    if (this.#depth === 0) return this.#element['extensionElements']?.values ?? []
    return this.#depth > DEEPEST ? [] : (this.#element['$children'] ?? [])
  }
}

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')))
const localOf = (name: string): string => name.slice(name.indexOf(':') + 1)
