import type pg from 'pg'
import type { Clock } from '../base/clock.ts'
import { Defect } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { Database } from '../store/database.ts'
import {
  insertBlock,
  readLastBlock,
  readLeaves,
  readSealBounds,
  tryLockSealer,
  type BlockRow,
} from '../store/statements/audit-blocks.ts'
import { transactionOf } from '../store/transaction.ts'
import type { AnchorFile } from './audit-anchors.ts'
import { blockHash, merkleRoot, NO_BLOCK, type AuditBlock, type Leaf } from './audit-block.ts'
import type { Transaction } from './context.ts'

export interface AuditSealer {
  /** Seals all that can be sealed now; the number of blocks made. */
  seal(): Promise<number>
  start(): void
  /** Seals once more and ends. */
  stop(): Promise<void>
}

export interface AuditSealerParts {
  database: Database
  anchors: AnchorFile
  clock: Clock
  log: Log
}

/** An entry is sealed at most about a second after its commit. */
const INTERVAL_MS = 500
/** Bounds the memory of a sealer that has to catch up. One transaction is never divided. */
const MAX_ENTRIES = 50_000

/**
 * Seals the audit trail in blocks, behind the commands. A block takes all entries of transactions below the oldest one
 * that still runs: none of them can get company any more. Every node may run one; an advisory lock lets one work.
 */
export function createAuditSealer(parts: AuditSealerParts): AuditSealer {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  const round = async (): Promise<number> => {
    const blocks = await sealAll(parts)
    await anchorHead(parts)
    return blocks
  }
  const quietRound = async (): Promise<void> => {
    try {
      await round()
    } catch (error) {
      parts.log.error({ err: error }, 'audit trail could not be sealed')
    }
    if (!stopped) timer = setTimeout(() => (running = quietRound()), INTERVAL_MS)
  }
  return {
    seal: round,
    start: () => void (running = quietRound()),
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
      await round()
    },
  }
}

async function sealAll(parts: AuditSealerParts): Promise<number> {
  let blocks = 0
  while (await sealOne(parts)) blocks++
  return blocks
}

/** False when there is nothing to seal, or another node does it. */
async function sealOne({ database, clock, log }: AuditSealerParts): Promise<boolean> {
  const client = await database.owner.connect()
  try {
    await client.query('begin')
    const block = await nextBlock(transactionOf(client), clock)
    await client.query('commit')
    if (block !== undefined) log.debug({ block: String(block.number), entries: block.entryCount }, 'audit block sealed')
    return block !== undefined
  } catch (error) {
    await rolledBack(client)
    throw error
  } finally {
    client.release()
  }
}

const rolledBack = (client: pg.PoolClient): Promise<unknown> => client.query('rollback').catch(() => {})

async function nextBlock(tx: Transaction, clock: Clock): Promise<AuditBlock | undefined> {
  const [lock] = await tx.query<{ locked: boolean }>(tryLockSealer)
  if (!lock!.locked) return undefined
  const [last] = await tx.query<BlockRow>(readLastBlock)
  const xidFrom = last?.xid_to ?? '0'
  const xidTo = await upperBound(tx, xidFrom)
  const rows = await tx.query<{ seq: string; xid: string; content_hash: Buffer }>(readLeaves, [xidFrom, xidTo])
  if (rows.length === 0) return undefined
  const leaves = rows.map((row): Leaf => ({
    seq: BigInt(row.seq),
    xid: BigInt(row.xid),
    contentHash: row.content_hash,
  }))
  const block: AuditBlock = {
    number: BigInt(last?.number ?? 0) + 1n,
    xidFrom: BigInt(xidFrom),
    xidTo: BigInt(xidTo),
    entryCount: leaves.length,
    lastSeq: leaves.at(-1)!.seq,
    merkleRoot: merkleRoot(leaves),
    previousHash: last?.hash ?? NO_BLOCK,
    sealedAt: clock.now().toISOString(),
  }
  await writeBlock(tx, block)
  return block
}

async function upperBound(tx: Transaction, xidFrom: string): Promise<string> {
  const [bounds] = await tx.query<{ oldest: string; next: string; cut: string | null }>(readSealBounds, [
    xidFrom,
    MAX_ENTRIES,
  ])
  const { oldest, next, cut } = bounds!
  if (BigInt(next) < BigInt(xidFrom)) throw new AuditCounterWentBack(next, xidFrom)
  if (cut === null) return oldest
  return BigInt(cut) > BigInt(xidFrom) ? cut : String(BigInt(cut) + 1n)
}

async function writeBlock(tx: Transaction, block: AuditBlock): Promise<void> {
  const { number, xidFrom, xidTo, entryCount, lastSeq, merkleRoot: root, previousHash, sealedAt } = block
  const values = [number, xidFrom, xidTo, entryCount, lastSeq].map(String)
  await tx.query(insertBlock, [...values, root, previousHash, blockHash(block), sealedAt])
}

/** Every node anchors the heads it sees, so that one lost disk does not lose all anchors. */
async function anchorHead({ database, anchors, clock }: AuditSealerParts): Promise<void> {
  const [head] = await transactionOf(database.owner).query<BlockRow>(readLastBlock)
  if (head === undefined) return
  const known = (await anchors.read()).at(-1)
  if (known !== undefined && BigInt(known.block) >= BigInt(head.number)) return
  await anchors.append({ block: head.number, hash: head.hash.toString('hex'), at: clock.now().toISOString() })
}

export class AuditCounterWentBack extends Defect {
  constructor(now: string, sealed: string) {
    super(
      'audit.counter_went_back',
      `The database's transaction counter (${now}) lies below what is sealed (${sealed}): it was restored into another server. ` +
        "Set the server's counter above it (pg_resetwal --next-transaction-id) before the engine writes again.",
    )
  }
}
