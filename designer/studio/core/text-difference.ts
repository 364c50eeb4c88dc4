import { diffComm } from 'node-diff3'

/** One row of two texts beside each other; a side that is absent has no such line. */
export interface DifferenceRow {
  kind: 'same' | 'changed'
  left?: Line
  right?: Line
}

export interface Line {
  /** 1-based. */
  number: number
  text: string
}

/** Lines that stand together, and how many equal ones were left out before them. */
export interface DifferenceBlock {
  skipped: number
  rows: DifferenceRow[]
}

/** Equal lines that are shown around a difference. */
const CONTEXT = 3

/** Two texts line by line, with what is equal between distant differences left out. Equal texts: no block. */
export function textDifference(before: string, after: string): DifferenceBlock[] {
  return blocksOf(rowsOf(before, after))
}

function rowsOf(before: string, after: string): DifferenceRow[] {
  const rows: DifferenceRow[] = []
  let [left, right] = [0, 0]
  for (const part of diffComm(linesOf(before), linesOf(after))) {
    if ('common' in part)
      for (const text of part.common)
        rows.push({ kind: 'same', left: { number: ++left, text }, right: { number: ++right, text } })
    else {
      const [gone, come] = [part.buffer1, part.buffer2]
      for (let i = 0; i < Math.max(gone.length, come.length); i++)
        rows.push({
          kind: 'changed',
          ...(i < gone.length && { left: { number: ++left, text: gone[i]! } }),
          ...(i < come.length && { right: { number: ++right, text: come[i]! } }),
        })
    }
  }
  return rows
}

function blocksOf(rows: readonly DifferenceRow[]): DifferenceBlock[] {
  const near = rows.map(() => false)
  rows.forEach((row, i) => {
    if (row.kind === 'changed') near.fill(true, Math.max(0, i - CONTEXT), i + CONTEXT + 1)
  })
  const blocks: DifferenceBlock[] = []
  let skipped = 0
  rows.forEach((row, i) => {
    if (!near[i]) skipped++
    else if (i > 0 && near[i - 1]) blocks.at(-1)!.rows.push(row)
    else {
      blocks.push({ skipped, rows: [row] })
      skipped = 0
    }
  })
  return blocks
}

/** The end of the last line is no line; of an empty text there is none. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
