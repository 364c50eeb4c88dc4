import type { Duplex } from 'node:stream'
import type pg from 'pg'

/**
 * What this process sends on connections that the pool hands out from now on: a text per packet, the first letter of each
 * message in it (PostgreSQL's protocol: `P` parse, `B` bind, `D` describe, `E` execute, `S` sync, `Q` simple query).
 */
export function watchPackets(pool: pg.Pool): { sent: string[]; stop(): void } {
  const sent: string[] = []
  const undo = new Map<Duplex, () => void>()
  const onAcquire = (client: pg.PoolClient): void => {
    const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
    if (!undo.has(stream)) undo.set(stream, watch(stream, sent))
  }
  pool.on('acquire', onAcquire)
  return {
    sent,
    stop: () => {
      pool.off('acquire', onAcquire)
      for (const each of undo.values()) each()
    },
  }
}

function watch(stream: Duplex, sent: string[]): () => void {
  const { write, cork, uncork } = stream
  let corked: string | undefined
  const watched = {
    cork: () => {
      corked = ''
      cork.call(stream)
    },
    uncork: () => {
      if (corked !== undefined) sent.push(corked)
      corked = undefined
      uncork.call(stream)
    },
    write: (chunk: Buffer) => {
      const letter = String.fromCharCode(chunk[0]!)
      if (corked === undefined) sent.push(letter)
      else corked += letter
      return write.call(stream, chunk, 'utf8')
    },
  }
  Object.assign(stream, watched)
  return () => Object.assign(stream, { write, cork, uncork })
}
