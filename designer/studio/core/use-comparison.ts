import { useQuery } from '@tanstack/react-query'

/** The comparison of two texts, made in the browser: also of drafts that the checker finds faulty. */
export function useComparison(kind: string, before: string | null, after: string | null) {
  return useQuery({
    queryKey: ['comparison', kind, before, after],
    queryFn: async () => (await import('./compare-definitions.ts')).compareDefinition(kind, before, after),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
}
