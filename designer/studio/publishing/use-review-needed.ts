import { useQuery } from '@tanstack/react-query'
import { publishingApi } from './publishing-api.ts'

/** Packs whose changes a second person has to look at. */
export function useReviewedPacks(): { packs: ReadonlySet<string>; known: boolean } {
  const { data } = useQuery({ queryKey: ['packs'], queryFn: publishingApi.packs, staleTime: 30_000 })
  const reviewed = (data ?? []).filter(pack => pack.policy.review === 'four_eyes')
  return { packs: new Set(reviewed.map(pack => pack.name)), known: data !== undefined }
}

/** Whether these definitions go to review when they are submitted: their pack wants it, or the author may not publish. */
export function needsReview(
  definitions: readonly { pack: string; permissions: readonly string[] }[],
  packs: ReadonlySet<string>,
): boolean {
  return definitions.some(({ pack, permissions }) => packs.has(pack) || !permissions.includes('publish'))
}
