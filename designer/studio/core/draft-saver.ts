import { ApiError } from '../../shell/api/problem.ts'
import type { Draft, DraftStore } from './draft-store.ts'
import type { DraftToSave, ServerDraft } from './drafts-api.ts'

/** How a draft is kept. `here`: only in this browser, the server could not be reached. `lost`: nowhere but on the screen. */
export type Keeping = 'saved' | 'saving' | 'here' | 'lost' | 'conflict'

export interface SaverState {
  draft: Draft | undefined
  keeping: Keeping
  /** What another window or device saved meanwhile. */
  theirs: ServerDraft | undefined
  /** Why the server refused it, when it was not for lack of a connection. */
  refusal: unknown
}

interface SaverPorts {
  id: string
  store: Pick<DraftStore, 'save' | 'discard'>
  api: {
    read(id: string): Promise<ServerDraft>
    save(id: string, draft: DraftToSave): Promise<{ revision: number; updatedAt: string }>
    delete(id: string): Promise<void>
  }
  /** Quiet time before an edit is sent, ms. */
  debounceMs?: number
  /** Before a save that found no server is tried again, ms. */
  retryMs?: number
}

/**
 * Keeps one draft: at once in this browser, and shortly after the last edit on the server. Saves go one after the other;
 * a revision that another window saved stops them until somebody decides.
 */
export class DraftSaver {
  #state: SaverState
  readonly #ports: Required<SaverPorts>
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | undefined
  readonly #listeners = new Set<(state: SaverState) => void>()

  constructor(ports: SaverPorts, opened: { draft: Draft | undefined; theirs: ServerDraft | undefined }) {
    this.#ports = { debounceMs: 800, retryMs: 5000, ...ports }
    const keeping = opened.theirs ? 'conflict' : opened.draft && !opened.draft.saved ? 'saving' : 'saved'
    this.#state = { ...opened, keeping, refusal: undefined }
    if (keeping === 'saving') this.#later(0)
  }

  get state(): SaverState {
    return this.#state
  }

  /** Returns what ends it. */
  listen(listener: (state: SaverState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** A new text; `base` is what a draft that begins with it is begun on. */
  change(text: string, base: { hash: string; version: number }): void {
    const { draft, keeping } = this.#state
    const begun = draft ?? { id: this.#ports.id, baseHash: base.hash, baseVersion: base.version, revision: null }
    const now: Draft = { ...begun, text, saved: false, savedAt: new Date().toISOString() }
    const kept = this.#keepHere(now)
    this.#set({ draft: now, keeping: keeping === 'conflict' ? 'conflict' : kept ? 'saving' : 'lost' })
    if (keeping !== 'conflict') this.#later(this.#ports.debounceMs)
  }

  /** Takes another published version as what the draft was begun on. */
  rebase(base: { hash: string; version: number }): void {
    const { draft } = this.#state
    if (draft === undefined) return
    this.#set({ draft: { ...draft, baseHash: base.hash, baseVersion: base.version, saved: false } })
    this.#keepHere(this.#state.draft!)
    this.#later(0)
  }

  /** Replaces what another window saved by the text on this screen. */
  keepMine(): void {
    const { draft, theirs } = this.#state
    if (draft === undefined || theirs === undefined) return
    this.#set({ draft: { ...draft, revision: theirs.revision }, theirs: undefined, keeping: 'saving' })
    this.#later(0)
  }

  /** Gives up the text on this screen for what another window saved. */
  takeTheirs(draft: Draft): void {
    this.#keepHere(draft)
    this.#set({ draft, theirs: undefined, keeping: 'saved', refusal: undefined })
  }

  /** There is nothing to keep any more: it was discarded or published. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#running
    this.#set({ draft: undefined, theirs: undefined, keeping: 'saved', refusal: undefined })
    attempt(() => this.#ports.store.discard(this.#ports.id))
    await this.#ports.api.delete(this.#ports.id)
  }

  /** Sends what has not been sent; resolves when it was answered. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#save()
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), ms)
  }

  async #save(): Promise<void> {
    while (this.#running) await this.#running
    const { draft, theirs } = this.#state
    if (draft === undefined || draft.saved || theirs) return
    this.#running = this.#send(draft).finally(() => (this.#running = undefined))
    await this.#running
  }

  async #send(draft: Draft): Promise<void> {
    const { api, id, retryMs } = this.#ports
    try {
      const { text, baseHash, revision } = draft
      this.#saved(draft, await api.save(id, { text, baseHash, revision }))
    } catch (error) {
      if (error instanceof ApiError && error.code === 'draft.changed_elsewhere') return this.#conflict(draft)
      const refused = error instanceof ApiError && error.status >= 400 && error.status < 500
      this.#set({ keeping: this.#state.keeping === 'lost' ? 'lost' : 'here', refusal: refused ? error : undefined })
      if (!refused) this.#later(retryMs)
    }
  }

  #saved(sent: Draft, { revision, updatedAt }: { revision: number; updatedAt: string }): void {
    const { draft } = this.#state
    if (draft === undefined) return
    const current = draft.text === sent.text && draft.baseHash === sent.baseHash
    const now = { ...draft, revision, ...(current ? { saved: true, savedAt: updatedAt } : {}) }
    this.#keepHere(now)
    this.#set({ draft: now, keeping: current ? 'saved' : 'saving', refusal: undefined })
  }

  async #conflict(draft: Draft): Promise<void> {
    const theirs = await this.#ports.api.read(draft.id).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'draft.unknown') return undefined
      throw error
    })
    // Deleted in the other window: what is typed here begins a draft of its own.
    if (theirs === undefined) {
      this.#set({ draft: { ...this.#state.draft!, revision: null } })
      this.#later(0)
    } else this.#set({ theirs, keeping: 'conflict' })
  }

  /** False when the browser refuses to keep it. */
  #keepHere(draft: Draft): boolean {
    return attempt(() => this.#ports.store.save(draft))
  }

  #set(changed: Partial<SaverState>): void {
    this.#state = { ...this.#state, ...changed }
    for (const listener of this.#listeners) listener(this.#state)
  }
}

/** A full or forbidden storage must not take the work from the screen. */
function attempt(write: () => void): boolean {
  try {
    write()
    return true
  } catch {
    return false
  }
}
