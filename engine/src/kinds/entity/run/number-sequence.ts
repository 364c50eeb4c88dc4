import type { Database } from '../../../store/database.ts'
import { orDatabaseAway } from '../../../store/database-away.ts'
import { takeNumbers } from '../../../store/statements/take-numbers.ts'
import { onlyConnection } from '../../../store/app-connection.ts'

/** Gives out numbers of sequences. */
export interface NumberSequences {
  /** The next number of a sequence, from 1; never the same twice. Throws DatabaseAway. */
  next(sequence: { entity: string; field: string; period: string }): Promise<bigint>
  close(): Promise<void>
}

interface Waiting {
  resolve(value: bigint): void
  reject(error: unknown): void
}

/**
 * Numbers are taken outside of the command's transaction, on a connection of their own: inside, the counter's row lock
 * would let only one record of an entity be written at a time. Commands that wait at the same moment take their
 * numbers in one statement. A command that fails leaves a gap, as in every such numbering.
 */
export function createNumberSequences(database: Database): NumberSequences {
  const connection = onlyConnection(database)
  const queues = new Map<string, Waiting[]>()

  async function serve(key: string, [entity, field, period]: string[]): Promise<void> {
    for (let waiting = queues.get(key)!; waiting.length > 0; waiting = queues.get(key)!) {
      queues.set(key, [])
      try {
        const { rows } = await connection.query<{ value: string }>({
          ...takeNumbers,
          values: [entity, field, period, waiting.length],
        })
        const first = BigInt(rows[0]!.value) - BigInt(waiting.length) + 1n
        waiting.forEach((one, n) => one.resolve(first + BigInt(n)))
      } catch (error) {
        const reason = orDatabaseAway(error)
        for (const one of waiting) one.reject(reason)
      }
    }
    queues.delete(key)
  }

  return {
    next: ({ entity, field, period }) =>
      new Promise((resolve, reject) => {
        const parts = [entity, field, period]
        const key = JSON.stringify(parts)
        const queue = queues.get(key)
        if (queue !== undefined) return void queue.push({ resolve, reject })
        queues.set(key, [{ resolve, reject }])
        void serve(key, parts)
      }),
    close: () => connection.end(),
  }
}

/** Splits `CT-{yyyy}-{0000000}` at a date: the period that has its own counting, and what makes a number a text. */
export function sequencePeriod(pattern: string, isoDate: string): { period: string; text(value: bigint): string } {
  const [yyyy = '', mm = '', dd = ''] = isoDate.split('-')
  const dateParts: Record<string, string> = { yyyy, yy: yyyy.slice(2), mm, dd }
  const period = pattern.replace(/\{(yyyy|yy|mm|dd)\}/g, (_, part: string) => dateParts[part]!)
  return {
    period,
    text: value => period.replace(/\{(0+)\}/, (_, zeros: string) => value.toString().padStart(zeros.length, '0')),
  }
}
