import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import pg from 'pg'

/** A parameter as it goes over the wire: text, binary, or NULL. */
export type WireValue = string | Buffer | null

/** What pg's connection offers beyond its published types. `parsedStatements` is where pg itself looks what is prepared. */
export interface WireConnection extends EventEmitter {
  readonly stream: Pick<Duplex, 'cork' | 'uncork' | 'destroy'>
  readonly parsedStatements: Record<string, string>
  parse(statement: { name: string; text: string }): void
  bind(portal: { statement: string; values: readonly WireValue[] }): void
  describe(target: { type: 'P' }): void
  execute(): void
  sync(): void
}

interface PgUtils {
  utils: { prepareValue(value: unknown): WireValue }
}

/** Converts as every statement of pg does: arrays, instants, JSON, bytes. Throws on a circular object. */
export const wireValue = (pg as unknown as PgUtils).utils.prepareValue
