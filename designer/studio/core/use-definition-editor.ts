import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { definitionsApi, type DefinitionDocument } from './definitions-api.ts'
import { draftState, draftStore } from './draft-store.ts'

export interface DefinitionEditor {
  published: DefinitionDocument
  /** The draft's text, or the published one. */
  text: string
  draft: 'none' | 'ahead' | 'overtaken'
  /** Changes when the text was replaced from outside of the room, which must then begin anew. */
  generation: number
  /** False when the browser refused to keep the draft. */
  kept: boolean
  change(text: string): void
  discard(): void
  /** Takes the newest published version as what the draft began on. */
  rebase(): void
  /** After a publication: reads the definition again and drops the draft. */
  afterPublish(): Promise<void>
}

/** A published definition with this browser's draft of it. */
export function useDefinitionEditor(id: string) {
  const client = useQueryClient()
  const store = useMemo(() => draftStore(), [])
  const query = useQuery({ queryKey: ['definition', id], queryFn: () => definitionsApi.read(id) })
  const [edited, setEdited] = useState<{ text: string | undefined; generation: number; kept: boolean }>(() => ({
    text: store.find(id)?.text,
    generation: 0,
    kept: true,
  }))
  const published = query.data

  const change = useCallback(
    (text: string) => {
      if (!published) return
      const kept = attempt(() => save(store, published, text))
      setEdited(now => ({ ...now, text, kept }))
    },
    [published, store],
  )
  const discard = useCallback(() => {
    attempt(() => store.discard(id))
    setEdited(now => ({ text: undefined, generation: now.generation + 1, kept: true }))
  }, [id, store])
  const rebase = useCallback(() => {
    if (!published || edited.text === undefined) return
    const { text } = edited
    const kept = attempt(() => store.save({ ...draftOf(published, text), baseHash: published.hash }))
    setEdited(now => ({ ...now, kept }))
  }, [edited, published, store])
  const afterPublish = useCallback(async () => {
    attempt(() => store.discard(id))
    await Promise.all([
      client.invalidateQueries({ queryKey: ['definition', id] }),
      client.invalidateQueries({ queryKey: ['definitions'] }),
      client.invalidateQueries({ queryKey: ['app'] }),
    ])
    setEdited(now => ({ text: undefined, generation: now.generation + 1, kept: true }))
  }, [client, id, store])

  const editor: DefinitionEditor | undefined = published && {
    published,
    text: edited.text ?? published.text,
    draft: draftState(
      edited.text === undefined ? undefined : (store.find(id) ?? draftOf(published, edited.text)),
      published,
    ),
    generation: edited.generation,
    kept: edited.kept,
    change,
    discard,
    rebase,
    afterPublish,
  }
  return { editor, error: query.error, retry: () => void query.refetch() }
}

function save(store: ReturnType<typeof draftStore>, published: DefinitionDocument, text: string): void {
  if (text === published.text) return store.discard(published.id)
  const earlier = store.find(published.id)
  store.save({
    ...draftOf(published, text),
    ...(earlier ? { baseHash: earlier.baseHash, baseVersion: earlier.baseVersion } : {}),
  })
}

const draftOf = ({ id, hash, version }: DefinitionDocument, text: string) => ({
  id,
  text,
  baseHash: hash,
  baseVersion: version,
  savedAt: new Date().toISOString(),
})

/** A full or forbidden storage must not take the work from the screen. */
function attempt(write: () => void): boolean {
  try {
    write()
    return true
  } catch {
    return false
  }
}
