import { Parser } from 'saxen'
import { FOREIGN_NAMESPACES } from '../parse/foreign.ts'
import { isDeclaration, knownNamespaces, prefixOf, Prefixes, scopeWithin, type Scope } from './namespaces.ts'
import type { XmlElement } from './xml-element.ts'

/** Bounds of a text that nobody has checked. */
const limits = { characters: 2 * 1024 * 1024, depth: 100, elements: 10_000 } as const

const XSI_TYPE = 'xsi:type'
const OURS = 'urn:jingwei:bpmn:1'

/** A text that can't be read, and where: both 1-based. */
export class XmlUnreadable extends Error {
  readonly line: number
  readonly column: number
  constructor(message: string, place: { line: number; column: number }) {
    super(message)
    this.line = place.line
    this.column = place.column
  }
}

/**
 * XML → elements with canonical prefixes; each declares the namespaces of its own names that are not BPMN's and ours, so
 * that it can be put elsewhere. Comments, processing instructions and white space between elements are left out;
 * document types and entities are refused. Throws XmlUnreadable.
 */
export function readXml(text: string): XmlElement {
  if (text.length > limits.characters) throw new XmlUnreadable('The text is larger than 2 MB.', { line: 1, column: 1 })
  const reader = new Reader()
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode, _selfClosing, place) =>
    reader.open(name, decoded(attributes(), decode), place),
  )
  parser.on('closeTag', () => reader.close())
  parser.on('text', (value, decode) => reader.text(decode(value)))
  parser.on('cdata', value => reader.text(value))
  parser.on('attention', (_text, _decode, place) => fail('Document types and entities are refused.', place))
  parser.on('error', (error, place) => fail(error.message, place))
  parser.on('warn', (error, place) => fail(error.message, place))
  parser.parse(text)
  return reader.root()
}

type PlaceOf = () => { line: number; column: number }

function fail(message: string, placeOf: PlaceOf): never {
  const { line, column } = placeOf()
  throw new XmlUnreadable(message, { line: line + 1, column: column + 1 })
}

const decoded = (attributes: Record<string, string>, decode: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, decode(value)]))

interface Open {
  element: XmlElement
  scope: Scope
  /** Text between the children, in order; joined when the element has none. */
  text: string
}

/** What gives a name of an element its canonical form; `foreign` takes the declarations that it needs. */
interface Naming {
  scope: Scope
  place: PlaceOf
  foreign: Record<string, string>
}

class Reader {
  readonly #prefixes = new Prefixes()
  readonly #open: Open[] = []
  #root: XmlElement | undefined
  #count = 0

  open(name: string, attributes: Record<string, string>, place: PlaceOf): void {
    if (this.#open.length >= limits.depth) fail(`Elements are nested deeper than ${limits.depth} levels.`, place)
    if (++this.#count > limits.elements) fail(`The text has more than ${limits.elements} elements.`, place)
    const parent = this.#open.at(-1)
    const scope = scopeWithin(parent?.scope ?? new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), attributes)
    const foreign: Record<string, string> = {}
    const named: Naming = { scope, place, foreign }
    const tag = this.#canonical(name, named)
    if (parent === undefined) Object.assign(foreign, this.#vocabularies(scope))
    const element: XmlElement = {
      tag,
      attributes: { ...this.#attributes(attributes, named), ...foreign },
      children: [],
    }
    if (parent === undefined) this.#root = element
    else parent.element.children.push(element)
    this.#open.push({ element, scope, text: '' })
  }

  text(value: string): void {
    const open = this.#open.at(-1)
    if (open === undefined) return
    open.text += value
  }

  close(): void {
    const { element, text } = this.#open.pop()!
    if (text.trim() === '') return
    if (element.children.length === 0) element.text = text
    else throw new XmlUnreadable(`<${element.tag}> mixes text and elements.`, { line: 1, column: 1 })
  }

  root(): XmlElement {
    if (this.#root === undefined) throw new XmlUnreadable('The text has no element.', { line: 1, column: 1 })
    return this.#root
  }

  /** Declarations that say whose model it is, which counts even where no name of theirs is used. */
  #vocabularies(scope: Scope): Record<string, string> {
    const known = [...scope].filter(([, uri]) => Object.hasOwn(FOREIGN_NAMESPACES, uri) || uri === OURS)
    return Object.fromEntries(known.map(([prefix, uri]) => [`xmlns:${this.#prefixes.of(uri, prefix)}`, uri]))
  }

  #attributes(attributes: Record<string, string>, named: Naming): Record<string, string> {
    const own = Object.entries(attributes).filter(([name]) => !isDeclaration(name))
    return Object.fromEntries(
      own.map(([name, value]) => {
        // Without a prefix an attribute is in no namespace.
        const canonical = name.includes(':') ? this.#canonical(name, named) : name
        return [canonical, canonical === XSI_TYPE ? this.#canonical(value, named) : value]
      }),
    )
  }

  #canonical(name: string, { scope, place, foreign }: Naming): string {
    const prefix = prefixOf(name)
    const local = prefix === '' ? name : name.slice(prefix.length + 1)
    const uri = scope.get(prefix)
    if (uri === undefined) return prefix === '' ? name : fail(`The prefix "${prefix}" is not declared.`, place)
    const canonical = this.#prefixes.of(uri, prefix)
    if (!knownNamespaces.has(canonical)) foreign[`xmlns:${canonical}`] = uri
    return canonical === '' ? local : `${canonical}:${local}`
  }
}
