import { InvalidInput } from '../base/errors.ts'
import type { Clock } from '../base/clock.ts'
import {
  forgetIdempotencyKeys,
  claimIdempotencyKey,
  readIdempotentAnswer,
  storeIdempotentAnswer,
} from '../store/statements/idempotency.ts'
import type { CommandOptions } from './command-runner.ts'
import type { RunContext, Transaction } from './context.ts'

/**
 * Claims the client's key for this command, or gives the answer that was stored under it. A command with the same key
 * that still runs is waited for: its uncommitted row blocks the insert. Answers must be JSON values.
 * Throws IdempotencyKeyReused.
 */
export async function claimKey<T>(ctx: RunContext, options: CommandOptions): Promise<{ answer: T } | undefined> {
  if (options.requestId === undefined) return undefined
  const hash = Buffer.from(options.requestHash ?? '')
  const key = [ctx.principal.accountId, options.requestId]
  const claimed = await ctx.tx.query(claimIdempotencyKey, [...key, hash, ctx.clock.now()])
  if (claimed.length > 0) return undefined
  const [stored] = await ctx.tx.query<{ request_hash: Buffer; body: { answer: T } }>(readIdempotentAnswer, key)
  if (stored === undefined) return undefined
  if (!hash.equals(stored.request_hash)) throw new IdempotencyKeyReused()
  return stored.body
}

/** Keeps the answer with the commit of what it tells. */
export function storeAnswer(ctx: RunContext, options: CommandOptions, answer: unknown): void {
  if (options.requestId === undefined) return
  const body = JSON.stringify({ answer })
  ctx.tx.write(storeIdempotentAnswer, [ctx.principal.accountId, options.requestId, body])
}

/** Clients repeat a request within minutes, not days. */
const KEEP_MS = 24 * 60 * 60 * 1000

/** Nightly: forgets the answers that nobody will ask for again. */
export async function forgetOldKeys(tx: Transaction, clock: Clock): Promise<void> {
  await tx.query(forgetIdempotencyKeys, [new Date(clock.now().getTime() - KEEP_MS)])
}

export class IdempotencyKeyReused extends InvalidInput {
  constructor() {
    super(
      'idempotency.key_reused',
      'This Idempotency-Key was already used for another request. Use a new key for every new request.',
    )
  }
}
