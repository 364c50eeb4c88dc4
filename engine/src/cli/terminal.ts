import { styleText } from 'node:util'

/** Where a command prints: results to standard output, faults to standard error. */
export interface Terminal {
  print(line: string): void
  complain(line: string): void
  /** The text in the colour of its meaning; unchanged where colours can't be shown or NO_COLOR is set. */
  tint(tone: Tone, text: string): string
}

export type Tone = 'error' | 'warning' | 'good' | 'faint' | 'strong' | 'added' | 'removed'

const FORMATS = {
  error: 'red',
  warning: 'yellow',
  good: 'green',
  faint: 'dim',
  strong: 'bold',
  added: 'green',
  removed: 'red',
} as const satisfies Record<Tone, string>

export const processTerminal: Terminal = {
  print: line => void process.stdout.write(`${line}\n`),
  complain: line => void process.stderr.write(`${line}\n`),
  tint: (tone, text) => styleText(FORMATS[tone], text, { stream: process.stdout }),
}

/** Keeps the lines, for tests. */
export function memoryTerminal(): Terminal & { printed: string[]; complaints: string[] } {
  const [printed, complaints]: [string[], string[]] = [[], []]
  return {
    printed,
    complaints,
    print: line => void printed.push(line),
    complain: line => void complaints.push(line),
    tint: (_, text) => text,
  }
}
