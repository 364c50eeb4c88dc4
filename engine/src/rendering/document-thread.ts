import { Worker } from 'node:worker_threads'
import type { DocumentAnswer, DocumentJob, documentLimits } from './document-job.ts'
import { DocumentFailed, DocumentTooLong, DocumentTooSlow } from './document-errors.ts'

export type DocumentLimits = { readonly [Name in keyof typeof documentLimits]: number }

/** Loading the layout library on a busy machine takes a while; it is not the template's fault. Milliseconds. */
const START_MS = 30_000

/** One thread that makes documents. After an error of its own it is of no more use. */
export class DocumentThread {
  readonly #worker: Worker
  readonly #limits: DocumentLimits
  #isReady = false

  constructor(limits: DocumentLimits) {
    this.#limits = limits
    // The build renames the file; a URL in a string is not rewritten by the compiler.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    this.#worker = new Worker(new URL(`./document-worker.${extension}`, import.meta.url), {
      name: 'documents',
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    })
    this.#worker.unref()
  }

  /** The answer of the thread, within its limits. Throws DocumentTooLong, DocumentTooSlow, DocumentFailed: the thread is then broken. */
  async make(job: DocumentJob): Promise<DocumentAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<DocumentAnswer>()
    let deadline = setTimeout(() => reject(new DocumentTooSlow()), this.#isReady ? this.#limits.templateMs : START_MS)
    const allow = (ms: number): void => {
      clearTimeout(deadline)
      deadline = setTimeout(() => reject(new DocumentTooSlow()), ms)
    }
    const onMessage = (answer: DocumentAnswer): void => {
      if (answer.step === 'ready') {
        this.#isReady = true
        allow(this.#limits.templateMs)
      } else if (answer.step === 'html') allow(this.#limits.layoutMs)
      else resolve(answer)
    }
    const onError = (cause: Error): void =>
      reject(isOutOfMemory(cause) ? new DocumentTooLong() : new DocumentFailed(cause.message))
    const onExit = (): void => reject(new DocumentFailed('the thread ended'))
    this.#worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    this.#worker.ref()
    try {
      this.#worker.postMessage(job)
      return await promise
    } finally {
      clearTimeout(deadline)
      this.#worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref()
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}

const isOutOfMemory = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
