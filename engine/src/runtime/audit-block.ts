import { hash } from 'node:crypto'

/** An entry as a leaf of a block: its place in the trail and its content. */
export interface Leaf {
  seq: bigint
  xid: bigint
  contentHash: Buffer
}

/** A sealed range of the audit trail: all entries with `xidFrom` ≤ xid < `xidTo`, in the order (xid, seq). */
export interface AuditBlock {
  /** 1, 2, 3 … */
  number: bigint
  xidFrom: bigint
  xidTo: bigint
  entryCount: number
  lastSeq: bigint
  merkleRoot: Buffer
  previousHash: Buffer
  /** ISO 8601 with milliseconds. */
  sealedAt: string
}

/** What the first block names as its predecessor. */
export const NO_BLOCK = Buffer.alloc(32)

/** SHA-256 over a block without its hash. The order of the members is part of the format. */
export function blockHash(block: AuditBlock): Buffer {
  const { number, xidFrom, xidTo, entryCount, lastSeq, merkleRoot, previousHash, sealedAt } = block
  const numbers = [number, xidFrom, xidTo, entryCount, lastSeq].map(String)
  return hash(
    'sha256',
    JSON.stringify([...numbers, merkleRoot.toString('hex'), previousHash.toString('hex'), sealedAt]),
    'buffer',
  )
}

/**
 * Root of the hash tree over the leaves (RFC 9162 §2.1.1: leaves and nodes have different prefixes, so that no node can
 * pass for a leaf). `leaves` must not be empty.
 */
export function merkleRoot(leaves: readonly Leaf[]): Buffer {
  let level = leaves.map(leafHash)
  while (level.length > 1) {
    const above: Buffer[] = []
    // A last one without a partner moves up as it is, which gives the RFC's tree for every number of leaves.
    for (let n = 0; n < level.length; n += 2)
      above.push(n + 1 < level.length ? nodeHash(level[n]!, level[n + 1]!) : level[n]!)
    level = above
  }
  return level[0]!
}

function leafHash({ seq, xid, contentHash }: Leaf): Buffer {
  const bytes = Buffer.alloc(17 + contentHash.length)
  bytes.writeBigUInt64BE(seq, 1)
  bytes.writeBigUInt64BE(xid, 9)
  contentHash.copy(bytes, 17)
  return hash('sha256', bytes, 'buffer')
}

const NODE = Buffer.from([1])
const nodeHash = (left: Buffer, right: Buffer): Buffer => hash('sha256', Buffer.concat([NODE, left, right]), 'buffer')
