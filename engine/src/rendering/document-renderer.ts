import { DocumentFailed, DocumentTooLong, PrinterBusy } from './document-errors.ts'
import { documentLimits, TOO_LONG, type DocumentAnswer, type DocumentJob } from './document-job.ts'
import { DocumentThread, type DocumentLimits } from './document-thread.ts'

/** How long an idle thread keeps its fonts in memory, in milliseconds. */
const IDLE_MS = 30_000
/** Printing is seldom: more than this many at once is a fault or an attack. */
const MOST_WAITING = 50

/**
 * Makes PDFs in a thread of its own, one after another, so that neither a heavy layout nor a template that never ends
 * holds up the engine. The thread starts with the first document and ends when none has come for a while.
 */
export class DocumentRenderer {
  readonly #limits: DocumentLimits
  #thread: DocumentThread | undefined
  #idle: NodeJS.Timeout | undefined
  #waiting = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(limits: DocumentLimits = documentLimits) {
    this.#limits = limits
  }

  /** Throws DocumentTooLong, DocumentTooSlow, DocumentFailed, PrinterBusy. */
  async render(job: DocumentJob): Promise<Uint8Array> {
    return (await this.#inTurn(job, 'pdf')).pdf
  }

  /** The words of the document, without laying it out. Throws what `render` throws. */
  async renderText(job: DocumentJob): Promise<string> {
    return (await this.#inTurn({ ...job, output: 'text' }, 'text')).text
  }

  async #inTurn<Step extends 'pdf' | 'text'>(job: DocumentJob, step: Step): Promise<Answer<Step>> {
    if (this.#waiting >= MOST_WAITING) throw new PrinterBusy()
    this.#waiting++
    const turn = this.#last.then(() => this.#renderNow(job, step))
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting--
    }
  }

  /** Ends the thread. A document that is being made fails. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle)
    const thread = this.#thread
    this.#thread = undefined
    await thread?.stop()
  }

  async #renderNow<Step extends 'pdf' | 'text'>(job: DocumentJob, step: Step): Promise<Answer<Step>> {
    clearTimeout(this.#idle)
    const answer = await this.#make(job)
    this.#idle = setTimeout(() => void this.stop(), IDLE_MS).unref()
    if (answer.step === step) return answer as Answer<Step>
    const reason = answer.step === 'failed' ? answer.reason : answer.step
    throw reason === TOO_LONG ? new DocumentTooLong() : new DocumentFailed(reason)
  }

  async #make(job: DocumentJob) {
    try {
      return await (this.#thread ??= new DocumentThread(this.#limits)).make(job)
    } catch (error) {
      // Out of memory, or still at work on what nobody waits for: the next document gets a fresh thread.
      await this.stop()
      throw error
    }
  }
}

type Answer<Step> = Extract<DocumentAnswer, { step: Step }>
