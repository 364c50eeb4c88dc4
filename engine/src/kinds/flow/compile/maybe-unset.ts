import type { ElementContent, FlowContent } from '../content.ts'
import type { ProcessStructure } from './process-structure.ts'
import { returnTargets } from './return-targets.ts'
import { SCOPES } from './scope-graphs.ts'
import { beginningsOf } from './scope-starts.ts'
import { dataObjectsOf, variablesSetBy } from './set-variables.ts'

/** `late`: asked of the expressions that see what the element itself has set. */
export type IsUnset = (name: string, place: string, late: boolean) => boolean

/** For each place of a process the variables that nothing need have set when a token is there. */
export function maybeUnset(names: ReadonlySet<string>, content: FlowContent, process: ProcessStructure): IsUnset {
  const analysis = new UnsetAnalysis([...names], content, process)
  return (name, place, late) => analysis.isUnset(name, place, late)
}

/** One bit for each variable: it may be unset here. */
type Bits = Uint32Array

/**
 * Goes the ways of tokens forward, all variables at once, until nothing changes any more. Bits are only ever added, except
 * behind a join of parallel branches, which is passed when all have come: one branch that sets a variable is enough.
 */
class UnsetAnalysis {
  readonly #process: ProcessStructure
  readonly #index: ReadonlyMap<string, number>
  readonly #words: number
  /** On arrival at an element, on a sequence flow, and at the ends of the paths inside of a subprocess. */
  readonly #at = new Map<string, Bits>()
  readonly #after = new Map<string, Bits>()
  readonly #ends = new Map<string, Bits>()
  readonly #sets = new Map<string, { inside: Bits; after: Bits }>()
  readonly #todo: string[] = []

  constructor(names: readonly string[], content: FlowContent, process: ProcessStructure) {
    this.#process = process
    this.#index = new Map(names.map((name, i) => [name, i]))
    this.#words = (names.length + 31) >> 5
    for (const element of process.elements) this.#sets.set(element.id, this.#setsOf(element))
    const first = without(this.#bits().fill(~0), this.#bitsOf(dataObjectsOf(content, process).map(each => each.name)))
    for (const id of beginningsOf('', process)) this.#arrive(id, first)
    for (let id = this.#todo.pop(); id !== undefined; id = this.#todo.pop()) this.#pass(process.byId.get(id)!)
  }

  isUnset(name: string, place: string, late: boolean): boolean {
    const bit = this.#index.get(name)!
    const flow = this.#after.get(place)
    if (flow !== undefined && !this.#process.byId.has(place)) return has(flow, bit)
    const arrived = this.#at.get(place)
    const sets = this.#sets.get(place)
    if (arrived === undefined || sets === undefined) return false
    return has(arrived, bit) && !has(sets.inside, bit) && !(late && has(sets.after, bit))
  }

  #setsOf(element: ElementContent): { inside: Bits; after: Bits } {
    const set = variablesSetBy(element)
    const named = (when: string) => set.filter(each => each.when === when).map(each => each.name)
    return { inside: this.#bitsOf(named('inside')), after: this.#bitsOf(named('after')) }
  }

  #pass(element: ElementContent): void {
    const { id } = element
    const arrived = this.#at.get(id)!
    const { inside, after } = this.#sets.get(id)!
    // Events on its border happen, and work is sent back, before the element has a result.
    for (const event of this.#process.boundary(id)) this.#arrive(event.id, arrived)
    for (const target of [...returnTargets(element), ...(element.handler === undefined ? [] : [element.handler])]) {
      this.#arrive(target, arrived)
    }
    if (SCOPES.has(element.type)) {
      for (const first of beginningsOf(id, this.#process)) this.#arrive(first, without(arrived, inside))
    }
    const left = this.#leaving(element, arrived)
    if (left !== undefined) this.#leave(element, without(left, after))
  }

  /** Behind a subprocess, what the paths inside of it have left unset; behind one that may not run at all, everything. */
  #leaving({ id, type, loop }: ElementContent, arrived: Bits): Bits | undefined {
    if (!SCOPES.has(type) || loop !== undefined || type === 'adHocSubProcess') return arrived
    const ends = this.#ends.get(id)
    return ends && union(ends, both(arrived, this.#sets.get(id)!.inside))
  }

  #leave(element: ElementContent, left: Bits): void {
    const flows = this.#process.outgoing(element.id)
    for (const { id, to } of flows) {
      if (!this.#add(this.#after, id, left)) continue
      const target = this.#process.byId.get(to)
      if (target === undefined) continue
      const join = target.type === 'parallelGateway' ? this.#process.incoming(to) : []
      const waits = join.map(flow => this.#after.get(flow.id))
      if (join.length < 2) this.#arrive(to, left)
      else if (waits.every(bits => bits !== undefined)) this.#arrive(to, waits.reduce(both))
    }
    const scope = this.#process.scopeOf(element)
    if (flows.length > 0 || scope === '' || element.forCompensation || element.type === 'eventSubProcess') return
    if (this.#add(this.#ends, scope, left) && this.#at.has(scope)) this.#todo.push(scope)
  }

  #arrive(id: string, bits: Bits): void {
    if (this.#process.byId.has(id) && this.#add(this.#at, id, bits)) this.#todo.push(id)
  }

  /** True when something was new. */
  #add(places: Map<string, Bits>, id: string, bits: Bits): boolean {
    const known = places.get(id)
    const joined = known ? union(known, bits) : bits.slice()
    places.set(id, joined)
    return known === undefined || joined.some((word, i) => word !== known[i])
  }

  #bits = (): Bits => new Uint32Array(this.#words)

  #bitsOf(names: readonly string[]): Bits {
    const bits = this.#bits()
    for (const name of names) {
      const bit = this.#index.get(name)
      if (bit !== undefined) bits[bit >> 5]! |= 1 << (bit & 31)
    }
    return bits
  }
}

const has = (bits: Bits, bit: number): boolean => (bits[bit >> 5]! & (1 << (bit & 31))) !== 0
const union = (one: Bits, other: Bits): Bits => one.map((word, i) => word | other[i]!)
const both = (one: Bits, other: Bits): Bits => one.map((word, i) => word & other[i]!)
const without = (one: Bits, other: Bits): Bits => one.map((word, i) => word & ~other[i]!)
