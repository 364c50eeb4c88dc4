/**
 * What the engine logs with: one JSON line per event, past tense, ids as fields
 * (`log.info({ taskId, durationMs }, 'task completed')`). `error`: someone must look; `warn`: it healed itself.
 * Never personal data or secrets. Shape-compatible with pino, which main.ts plugs in.
 */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  child(fields: object): Log
}

/** Says nothing: for tests and for commands that print their own lines. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLog }
