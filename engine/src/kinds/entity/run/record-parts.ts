import type { NumberSequences } from './number-sequence.ts'

/** What the entity kind needs beside its context; main.ts puts it together. */
export interface RecordParts {
  numbers: NumberSequences
  /** IANA name: in which days are counted (`today`, periods of number sequences). */
  timeZone: string
}
