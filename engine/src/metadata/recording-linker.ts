import type { Linker } from './kind.ts'

/** What a compilation asked about other definitions, with the answers that it got. */
export interface Questions {
  /** Whether `link` would give every answer again. */
  answeredAlike(link: Linker): boolean
}

/**
 * A linker that writes down what it is asked: a definition needs compiling again exactly when an answer is another one.
 * Sources and compiled forms are compared by identity, since those that did not change are kept.
 */
export function recordingLinker(link: Linker): { link: Linker; questions: Questions } {
  const asked = new Map<string, { ask(link: Linker): unknown; answer: unknown }>()
  const record = <Answer>(question: string, answer: Answer, ask: (link: Linker) => unknown): Answer => {
    if (!asked.has(question)) asked.set(question, { ask, answer: ask(link) })
    return answer
  }
  return {
    link: {
      ...link,
      source: (kind, name) =>
        record(`source ${kind}/${name}`, link.source(kind, name), other => other.source(kind, name)),
      compiled: <T>(kind: string, name: string) =>
        record(`compiled ${kind}/${name}`, link.compiled<T>(kind, name), other => other.compiled(kind, name)),
      names: kind => record(`names ${kind}`, link.names(kind), other => other.names(kind).join(' ')),
    },
    questions: { answeredAlike: other => [...asked.values()].every(({ ask, answer }) => ask(other) === answer) },
  }
}
