/** What one rendering needs: plain data, because it crosses into a worker thread. */
export interface DocumentJob {
  /** Handlebars program that passed the compiler of the kind. */
  template: object
  /** The record with its lines and the records it points to; every level has `_labels`, the root `_titles`. */
  data: Record<string, unknown>
  look: DocumentLook
  /** `text` ends when the template is filled: for cases, which look at words, not at a layout. Default: a PDF. */
  output?: 'text'
}

export interface DocumentLook {
  /** In the header and in the properties of the file. */
  title: string
  /** Display value of the record; right side of the header. */
  subject: string
  language: 'zh-CN' | 'en'
  timeZone: string
  page: 'A3' | 'A4' | 'A5' | 'LETTER'
  orientation: 'portrait' | 'landscape'
  header: boolean
  /** Instant that the document says it was printed at, ISO 8601. */
  printedAt: string
}

export const documentLimits = {
  /** Milliseconds from the start until the HTML stands. */
  templateMs: 5_000,
  /** Milliseconds from the HTML until the PDF stands. */
  layoutMs: 30_000,
  /** Old generation of the thread's heap, in megabytes. */
  heapMb: 128,
  /** Characters of HTML. */
  htmlLength: 2_000_000,
} as const

/** What the thread answers: it has started, the HTML stands, the result stands, or why not. */
export type DocumentAnswer =
  | { step: 'ready' }
  | { step: 'html' }
  | { step: 'pdf'; pdf: Uint8Array }
  | { step: 'text'; text: string }
  | { step: 'failed'; reason: string }

/** Reason of a failure that is the document's length. */
export const TOO_LONG = 'too long'
