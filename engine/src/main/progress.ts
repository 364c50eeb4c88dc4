import type { Terminal } from '../cli/terminal.ts'

/** Steps shorter than this are not worth a line. */
const QUIET_MS = 1_000

/** Prints a line for every step that takes longer than a second, while it runs. */
export function progress(terminal: Terminal): { next(step: string): void; done(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    next(step) {
      clearTimeout(timer)
      timer = setTimeout(() => terminal.print(`${step} …`), QUIET_MS)
    },
    done: () => clearTimeout(timer),
  }
}
