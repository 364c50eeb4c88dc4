/** Where a command prints: results to standard output, faults to standard error. */
export interface Terminal {
  print(line: string): void
  complain(line: string): void
}

export const processTerminal: Terminal = {
  print: line => void process.stdout.write(`${line}\n`),
  complain: line => void process.stderr.write(`${line}\n`),
}

/** Keeps the lines, for tests. */
export function memoryTerminal(): Terminal & { printed: string[]; complaints: string[] } {
  const [printed, complaints]: [string[], string[]] = [[], []]
  return { printed, complaints, print: line => void printed.push(line), complain: line => void complaints.push(line) }
}
