import type { TakenInput, WorldAnswer } from './taken-input.ts'

/** What one command takes from outside, in order, with what the world answered to each. */
export class Recording {
  #inputs: TakenInput[] = []

  take(input: TakenInput): void {
    this.#inputs.push(input)
  }

  answered(answer: WorldAnswer): void {
    const input = this.#inputs.at(-1)
    if (input !== undefined) (input.answers ??= []).push(answer)
  }

  /** The latest that was written down of this sort in this command. */
  last<Ask extends WorldAnswer['ask']>(ask: Ask): Extract<WorldAnswer, { ask: Ask }> | undefined {
    for (const { answers = [] } of this.#inputs.toReversed()) {
      const found = answers.findLast(answer => answer.ask === ask)
      if (found !== undefined) return found as Extract<WorldAnswer, { ask: Ask }>
    }
    return undefined
  }

  /** All of it; the next command begins with nothing. */
  drain(): TakenInput[] {
    return this.#inputs.splice(0)
  }
}
