import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ApiError } from '../../shell/api/problem.ts'
import { definitionsApi, type DefinitionDocument } from './definitions-api.ts'
import { DraftSaver, type SaverState } from './draft-saver.ts'
import { draftState, draftStore } from './draft-store.ts'
import { draftsApi, type ServerDraft } from './drafts-api.ts'
import { draftOf, openedDraft, type OpenedDraft } from './opened-draft.ts'

export interface DefinitionEditor extends Pick<SaverState, 'keeping' | 'theirs' | 'refusal'> {
  published: DefinitionDocument
  /** The draft's text, or the published one. */
  text: string
  /** Version that the draft was begun on. */
  baseVersion: number
  draft: 'none' | 'ahead' | 'overtaken'
  /** Changes when the text was replaced from outside of the room, which must then begin anew. */
  generation: number
  change(text: string): void
  discard(): void
  /** Takes the newest published version as what the draft began on. */
  rebase(): void
  /** Of the two texts of a draft that was edited in two windows. */
  keepMine(): void
  takeTheirs(): void
  /** Sends the draft to the server; resolves when it is there. */
  settle(): Promise<void>
  /** After a publication: reads the definition again and drops the draft. */
  afterPublish(): Promise<void>
}

interface Opened {
  published: DefinitionDocument
  opened: OpenedDraft
}

/** A published definition with the author's draft of it, for an editor that is mounted once per definition. */
export function useDefinitionEditor(id: string) {
  const query = useQuery({ queryKey: ['definition', id], queryFn: () => definitionsApi.read(id) })
  const opening = useQuery({
    queryKey: ['draft-opened', id],
    queryFn: () => open(id, query.data!),
    enabled: query.data !== undefined,
    // The saver owns the draft from here on.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const retry = () => void (query.error ? query.refetch() : opening.refetch())
  const ready: Opened | undefined = query.data && opening.data && { published: query.data, opened: opening.data }
  return { ready, error: query.error ?? opening.error, retry }
}

/** The editor over what was opened. */
export function useOpenedEditor({ published, opened }: Opened): DefinitionEditor {
  const { id, hash, version } = published
  const client = useQueryClient()
  const [state, setState] = useState<SaverState>()
  const [generation, setGeneration] = useState(0)
  const saver = useSaver(id, opened, setState)
  const { draft, keeping, theirs, refusal } = state ?? saver.state
  const again = useCallback(() => setGeneration(now => now + 1), [])
  useNewVersion(version, () => {
    if (saver.state.draft === undefined) again()
  })
  const actions = useMemo(
    () => ({
      discard: () => {
        again()
        void saver.drop().finally(() => client.invalidateQueries({ queryKey: ['drafts'] }))
      },
      keepMine: () => saver.keepMine(),
      settle: () => saver.settle(),
      afterPublish: async () => {
        await saver.drop()
        await Promise.all(AFTER_PUBLISH.map(key => client.invalidateQueries({ queryKey: [key] })))
        again()
      },
    }),
    [again, client, saver],
  )
  const change = useCallback((text: string) => saver.change(text, { hash, version }), [saver, hash, version])
  return {
    ...actions,
    published,
    keeping,
    theirs,
    refusal,
    generation,
    change,
    text: draft?.text ?? published.text,
    baseVersion: draft?.baseVersion ?? version,
    draft: draftState(draft, published),
    rebase: () => saver.rebase({ hash, version }),
    takeTheirs: () => {
      if (theirs) saver.takeTheirs(draftOf(theirs, hash))
      again()
    },
  }
}

/** A room without a draft shows what is published: it begins anew when that changes. */
function useNewVersion(version: number, onNew: () => void): void {
  const shown = useRef(version)
  useEffect(() => {
    if (shown.current === version) return
    shown.current = version
    onNew()
  })
}

/** What shows definitions, and must be read anew after a publication. */
export const AFTER_PUBLISH = ['definition', 'definitions', 'definition-versions', 'drafts', 'publications', 'app']

function useSaver(id: string, opened: OpenedDraft, onState: (state: SaverState) => void) {
  const client = useQueryClient()
  const [saver] = useState(() => new DraftSaver({ id, store: draftStore(), api: draftsApi }, opened))
  useEffect(() => {
    const listed = (): void => void client.invalidateQueries({ queryKey: ['drafts'] })
    const send = (): Promise<void> => saver.settle()
    const unlisten = saver.listen(state => {
      onState(state)
      if (state.keeping === 'saved' && state.draft?.revision === 1) listed()
    })
    window.addEventListener('online', send)
    return () => {
      window.removeEventListener('online', send)
      unlisten()
      void send().finally(listed)
    }
  }, [client, onState, saver])
  return saver
}

async function open(id: string, { permissions, hash, text }: DefinitionDocument): Promise<OpenedDraft> {
  const local = draftStore().find(id)
  if (!permissions.includes('edit')) return { draft: undefined, theirs: undefined }
  const server = await keptDraft(id).catch(noneOrUnreachable)
  const opened = server === 'unreachable' ? { draft: local, theirs: undefined } : openedDraft(local, server, hash)
  // Published meanwhile exactly as it was drafted: there is no draft any more.
  if (opened.draft?.text !== text || opened.theirs) return opened
  draftStore().discard(id)
  await draftsApi.delete(id).catch(noneOrUnreachable)
  return { draft: undefined, theirs: undefined }
}

/** The list is asked first: every opening without a draft would stand as a failed request in the browser's console. */
async function keptDraft(id: string): Promise<ServerDraft | undefined> {
  const drafts = await draftsApi.list()
  return drafts.some(each => each.mine && each.id === id) ? draftsApi.read(id) : undefined
}

function noneOrUnreachable(error: unknown): ServerDraft | undefined | 'unreachable' {
  if (error instanceof ApiError && error.code === 'draft.unknown') return undefined
  if (error instanceof ApiError && error.status === 0) return 'unreachable'
  throw error
}
