import type { PeopleQuery, Person } from '../people.ts'
import type { CalledQuestion, RuleQuestion } from '../ports.ts'
import { questionKey } from './question-key.ts'
import { ruleKey } from './recording-ports.ts'
import type { TakenInput, WorldAnswer } from './taken-input.ts'

type Values = Readonly<Record<string, unknown>>
type Of<Ask extends WorldAnswer['ask']> = Extract<WorldAnswer, { ask: Ask }>

/**
 * What the world answered in a past run, by element and question, in the order in which it was asked. The last answer stands
 * for all later ones: the same element that asks the same once more.
 */
export class RecordedAnswers {
  readonly #answers = new Map<string, WorldAnswer[]>()
  readonly #starter: Values | null | undefined
  #record: Values | null | undefined
  #coming: Of<'record'>[] = []

  constructor(inputs: readonly TakenInput[]) {
    for (const answer of inputs.flatMap(input => input.answers ?? [])) {
      if (answer.ask === 'starter') this.#starter ??= answer.starter
      else if (answer.ask === 'record') this.#record ??= answer.record
      else this.#add(keyOf(answer.ask, answer.at, answer.q), answer)
    }
  }

  #add(key: string, answer: WorldAnswer): void {
    const known = this.#answers.get(key)
    if (known === undefined) this.#answers.set(key, [answer])
    else known.push(answer)
  }

  /** The next input: the record is as it was then. */
  begin({ answers = [] }: TakenInput): void {
    this.#coming = answers.filter(answer => answer.ask === 'record')
    const first = this.#coming.shift()
    if (first !== undefined) this.#record = first.record
  }

  people(at: string, queries: readonly PeopleQuery[]): Person[][] | undefined {
    const answer = this.#next('people', at, questionKey(queries))
    return answer?.found.map(ids => ids.map(id => ({ id, name: id, active: true })))
  }

  rule(at: string, question: RuleQuestion): Of<'rule'> | undefined {
    return this.#next('rule', at, ruleKey(question))
  }

  call(at: string, name: string): Of<'call'> | undefined {
    return this.#next('call', at, name)
  }

  called(at: string, question: CalledQuestion): Of<'called'>['process'] | undefined {
    return this.#next('called', at, questionKey(question))?.process
  }

  starter(): Values | null | undefined {
    return this.#starter
  }

  /** As it was when this element asked, else as it was last; undefined when nobody ever asked. */
  record(at: string): Values | null | undefined {
    const then = this.#coming.findIndex(answer => answer.at === at)
    if (then !== -1) this.#record = this.#coming.splice(0, then + 1).at(-1)!.record
    return this.#record
  }

  #next<Ask extends 'people' | 'rule' | 'call' | 'called'>(ask: Ask, at: string, q: string): Of<Ask> | undefined {
    const answers = this.#answers.get(keyOf(ask, at, q)) as Of<Ask>[] | undefined
    return answers !== undefined && answers.length > 1 ? answers.shift() : answers?.[0]
  }
}

const keyOf = (ask: string, at: string, q: string): string => JSON.stringify([ask, at, q])
