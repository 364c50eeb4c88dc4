import type { Draft } from './draft-store.ts'
import type { ServerDraft } from './drafts-api.ts'

/** With which text a room begins. */
export interface OpenedDraft {
  /** Undefined: there is no draft. */
  draft: Draft | undefined
  /** The server's text, where both it and this browser have one that the other does not know. */
  theirs: ServerDraft | undefined
}

/**
 * This browser's copy beside what the server keeps. What was typed here and never reached the server is not given up for
 * a newer text from another window, nor the other way round: then a person decides.
 */
export function openedDraft(local: Draft | undefined, server: ServerDraft | undefined, baseHash: string): OpenedDraft {
  if (local === undefined || local.saved) return { draft: server && draftOf(server, baseHash), theirs: undefined }
  if (server === undefined) return { draft: { ...local, revision: null }, theirs: undefined }
  if (server.text === local.text || server.revision === local.revision)
    return { draft: { ...local, revision: server.revision, saved: server.text === local.text }, theirs: undefined }
  return { draft: local, theirs: server }
}

/** The server's draft as this browser keeps it. */
export const draftOf = (server: ServerDraft, baseHash: string): Draft => ({
  id: server.id,
  text: server.text,
  baseHash: server.baseHash ?? baseHash,
  baseVersion: server.baseVersion ?? 0,
  savedAt: server.updatedAt,
  revision: server.revision,
  saved: true,
})
