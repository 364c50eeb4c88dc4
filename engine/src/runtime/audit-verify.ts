import type { Clock } from '../base/clock.ts'
import { Decimal } from '../base/decimal.ts'
import type { Database } from '../store/database.ts'
import {
  readBlocksAfter,
  readSealedEntries,
  readUnsealedTail,
  type BlockRow,
} from '../store/statements/audit-blocks.ts'
import { reader } from '../store/transaction.ts'
import { contentHash, type AuditEntry } from './audit.ts'
import type { Anchor, AnchorFile } from './audit-anchors.ts'
import { blockHash, merkleRoot, NO_BLOCK, type AuditBlock } from './audit-block.ts'
import type { Transaction } from './context.ts'

/** What could be proved of the audit trail, and what could not. */
export interface AuditProof {
  blocks: number
  /** Sealed entries that were read and hashed. */
  sealed: number
  /** One sentence each, with the place; empty when everything sealed is as it was. */
  faults: string[]
  /** Heads outside of the database that were compared. */
  anchors: number
  /** What is not sealed yet, and so not proved. `oldestAgeMs` is null when there is nothing. */
  unsealed: { entries: number; oldestAgeMs: number | null }
}

const BLOCKS_AT_ONCE = 100

/**
 * Reads the whole trail and proves it: every entry against its own hash, every block against its entries, its predecessor
 * and the anchors. Finds edited, deleted, inserted and reordered sealed entries, rewritten and cut-off chains.
 */
export async function verifyAudit(parts: {
  database: Database
  anchors: AnchorFile
  clock: Clock
}): Promise<AuditProof> {
  const tx = reader(parts.database)
  const anchors = new Map((await parts.anchors.read()).map(anchor => [anchor.block, anchor]))
  const proof: AuditProof = {
    blocks: 0,
    sealed: 0,
    faults: [],
    anchors: anchors.size,
    unsealed: { entries: 0, oldestAgeMs: null },
  }
  let last: BlockRow | undefined
  for await (const row of allBlocks(tx)) {
    proof.blocks++
    proof.faults.push(...chainFaults(row, last), ...anchorFaults(row, anchors), ...(await entryFaults(tx, row, proof)))
    anchors.delete(row.number)
    last = row
  }
  for (const { block, at } of anchors.values())
    proof.faults.push(`Block ${block} is gone: its head was anchored at ${at}. The trail was cut off or replaced.`)
  proof.unsealed = await unsealedTail(tx, last?.xid_to ?? '0', parts.clock)
  return proof
}

async function* allBlocks(tx: Transaction): AsyncGenerator<BlockRow> {
  let after = '0'
  for (;;) {
    const rows = await tx.query<BlockRow>(readBlocksAfter, [after, BLOCKS_AT_ONCE])
    yield* rows
    if (rows.length < BLOCKS_AT_ONCE) return
    after = rows.at(-1)!.number
  }
}

function chainFaults(row: BlockRow, last: BlockRow | undefined): string[] {
  const faults: string[] = []
  const expected = BigInt(last?.number ?? 0) + 1n
  if (BigInt(row.number) !== expected) faults.push(`Block ${expected} is missing before block ${row.number}.`)
  if (row.xid_from !== (last?.xid_to ?? '0'))
    faults.push(`Block ${row.number} does not begin where the block before it ends.`)
  if (!row.previous_hash.equals(last?.hash ?? NO_BLOCK))
    faults.push(`Block ${row.number} does not follow the block before it: one of them was replaced.`)
  if (!blockHash(blockOf(row)).equals(row.hash))
    faults.push(`Block ${row.number} was edited: its hash is not that of its content.`)
  return faults
}

const blockOf = (row: BlockRow): AuditBlock => ({
  number: BigInt(row.number),
  xidFrom: BigInt(row.xid_from),
  xidTo: BigInt(row.xid_to),
  entryCount: Number(row.entry_count),
  lastSeq: BigInt(row.last_seq),
  merkleRoot: row.merkle_root,
  previousHash: row.previous_hash,
  sealedAt: row.sealed_at.toISOString(),
})

function anchorFaults(row: BlockRow, anchors: ReadonlyMap<string, Anchor>): string[] {
  const anchor = anchors.get(row.number)
  if (anchor === undefined || anchor.hash === row.hash.toString('hex')) return []
  return [`Block ${row.number} is not the one that was anchored at ${anchor.at}: the chain was rewritten.`]
}

interface EntryRow {
  seq: string
  xid: string
  content_hash: Buffer
  /** With microseconds, without zone. */
  at: string
  account_id: string
  person_id: string | null
  command_id: string
  command: string
  cause: string
  action: string
  subject_kind: string
  subject_id: string
  changes: string | null
  reason: string | null
}

async function entryFaults(tx: Transaction, block: BlockRow, proof: AuditProof): Promise<string[]> {
  const rows = await tx.query<EntryRow>(readSealedEntries, [block.xid_from, block.xid_to])
  proof.sealed += rows.length
  const place = `block ${block.number} (sealed ${block.sealed_at.toISOString()})`
  const edited = rows.filter(row => !contentHash(entryOf(row)).equals(row.content_hash))
  const faults = edited.map(
    row => `Entry ${row.seq} in ${place} was edited: its content is not what its hash was made of.`,
  )
  const missing = Number(block.entry_count) - rows.length
  if (missing > 0) return [...faults, `${missing} of ${block.entry_count} entries of ${place} are gone.`]
  if (missing < 0) return [...faults, `${-missing} entries were inserted into ${place} after it was sealed.`]
  const leaves = rows.map(row => ({ seq: BigInt(row.seq), xid: BigInt(row.xid), contentHash: row.content_hash }))
  if (merkleRoot(leaves).equals(block.merkle_root)) return faults
  return [
    ...faults,
    `Entries of ${place} were replaced, reordered or edited together with their hashes (${describe(rows)}).`,
  ]
}

const describe = (rows: readonly EntryRow[]): string => `entries ${rows[0]!.seq} to ${rows.at(-1)!.seq}`

function entryOf(row: EntryRow): AuditEntry {
  return {
    at: instant(row.at),
    accountId: row.account_id,
    personId: row.person_id,
    commandId: row.command_id,
    command: row.command,
    cause: row.cause,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    changes: row.changes === null ? null : (exactJson(row.changes) as Record<string, unknown>),
    reason: row.reason,
  }
}

/** Instants are written with milliseconds; a microsecond more was not written by us and must not be rounded away. */
const instant = (text: string): string => (text.endsWith('000') ? `${text.slice(0, -3)}Z` : text)

/** A number that JavaScript can't hold exactly was not written by us; as its text it makes another hash. */
const exactJson = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && !new Decimal(context.source).equals(value)
      ? context.source
      : value,
  )

async function unsealedTail(tx: Transaction, from: string, clock: Clock): Promise<AuditProof['unsealed']> {
  const [tail] = await tx.query<{ entries: string; oldest: Date | null }>(readUnsealedTail, [from])
  const oldestAgeMs = tail!.oldest === null ? null : Math.max(0, clock.now().getTime() - tail!.oldest.getTime())
  return { entries: Number(tail!.entries), oldestAgeMs }
}
