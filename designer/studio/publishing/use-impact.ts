import { useQuery } from '@tanstack/react-query'
import { publishingApi, type ChangeImpact, type SubmittedChange } from './publishing-api.ts'

/** What publishing these changes would do. `key` names the changes and what they were compared with. */
export function useImpact(key: readonly unknown[], changes: readonly SubmittedChange[], enabled: boolean) {
  return useQuery<ChangeImpact>({
    queryKey: ['publication-impact', ...key],
    queryFn: ({ signal }) => publishingApi.impact([...changes], signal),
    enabled,
    staleTime: 30_000,
    retry: false,
  })
}
