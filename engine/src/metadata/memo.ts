/**
 * Remembers the results of pure steps from one run to the next, so that a run after a small change repeats only the steps
 * whose inputs changed. What a run did not ask for is forgotten at its end.
 */
export class Memo {
  #before: ReadonlyMap<string, Remembered> = new Map()
  #now = new Map<string, Remembered>()
  readonly #keepsAll: boolean

  /** `all`: for a few runs on overlapping texts, after which the memo is thrown away. */
  constructor(keeps: 'used' | 'all' = 'used') {
    this.#keepsAll = keeps === 'all'
  }

  /** The value that `make` gave for these inputs. Inputs are compared by identity, texts by their letters. */
  recall<Value>(step: string, inputs: readonly unknown[], make: () => Value): Value {
    const same = (inputsBefore: readonly unknown[]) =>
      inputsBefore.length === inputs.length && inputsBefore.every((input, i) => input === inputs[i])
    return this.recallIf<Value, readonly unknown[]>(step, same, () => ({ basis: inputs, value: make() }))
  }

  /** The same for steps that find out on their way what they rest on: `holds` says whether that is as it was. */
  recallIf<Value, Basis>(
    step: string,
    holds: (basis: Basis) => boolean,
    make: () => { basis: Basis; value: Value },
  ): Value {
    const known = this.#now.get(step) ?? this.#before.get(step)
    const valid = known !== undefined && holds(known.basis as Basis) ? known : make()
    this.#now.set(step, valid)
    return valid.value as Value
  }

  /** Ends a run. */
  forgetUnused(): void {
    if (this.#keepsAll) return
    this.#before = this.#now
    this.#now = new Map()
  }
}

interface Remembered {
  basis: unknown
  value: unknown
}
