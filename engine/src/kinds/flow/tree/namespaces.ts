/** The prefixes that a flow's canonical text uses. BPMN itself has none. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/BPMN/20100524/MODEL', ''],
  ['http://www.omg.org/spec/BPMN/20100524/DI', 'bpmndi'],
  ['http://www.omg.org/spec/DD/20100524/DC', 'dc'],
  ['http://www.omg.org/spec/DD/20100524/DI', 'di'],
  ['urn:jingwei:bpmn:1', 'jw'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
])

/** Prefix → URI of what the canonical text always calls the same. */
export const knownNamespaces: ReadonlyMap<string, string> = new Map([...KNOWN].map(([uri, prefix]) => [prefix, uri]))

export const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')))

/** Gives every namespace of a text one prefix: the known ones theirs, others the one they were first declared with. */
export class Prefixes {
  readonly #byUri = new Map(KNOWN)
  readonly #taken = new Set(KNOWN.values())

  of(uri: string, declared: string): string {
    const known = this.#byUri.get(uri)
    if (known !== undefined) return known
    let prefix = declared === '' ? 'ns' : declared
    for (let i = 2; this.#taken.has(prefix); i++) prefix = `${declared || 'ns'}${i}`
    this.#byUri.set(uri, prefix)
    this.#taken.add(prefix)
    return prefix
  }
}

/** The namespaces in force within an element: prefix → URI. */
export type Scope = ReadonlyMap<string, string>

/** The scope within an element that declares some itself. */
export function scopeWithin(scope: Scope, attributes: Record<string, string>): Scope {
  const declared = Object.entries(attributes).filter(([name]) => isDeclaration(name))
  return new Map([...scope, ...declared.map(([name, uri]) => [name.slice('xmlns:'.length), uri] as const)])
}

export const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:')
