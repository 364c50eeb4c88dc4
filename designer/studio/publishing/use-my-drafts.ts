import { useQuery } from '@tanstack/react-query'
import { definitionsApi, type DefinitionDocument } from '../core/definitions-api.ts'
import { draftStore } from '../core/draft-store.ts'
import { draftsApi, type ListedDraft, type ServerDraft } from '../core/drafts-api.ts'

/** One of my drafts beside what is published. */
export interface MyDraft {
  draft: ServerDraft
  published: DefinitionDocument
}

/** All drafts of everybody, without texts. */
export const useDrafts = (enabled: boolean) => useQuery({ queryKey: ['drafts'], queryFn: draftsApi.list, enabled })

/** My drafts with their texts. What has meanwhile been published just so is no draft any more, and is cleared away. */
export function useMyDrafts() {
  return useQuery({ queryKey: ['drafts', 'mine'], queryFn: readMine })
}

async function readMine(): Promise<MyDraft[]> {
  const mine = (await draftsApi.list()).filter(each => each.mine)
  const read = await Promise.all(mine.map(readOne))
  return read.filter(each => each !== undefined)
}

async function readOne({ id }: ListedDraft): Promise<MyDraft | undefined> {
  const [draft, published] = await Promise.all([draftsApi.read(id), definitionsApi.read(id)])
  if (draft.text !== published.text) return { draft, published }
  await draftsApi.delete(id)
  if (draftStore().find(id)?.saved) draftStore().discard(id)
  return undefined
}
