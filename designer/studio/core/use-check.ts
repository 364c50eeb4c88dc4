import { useQuery } from '@tanstack/react-query'
import { useDebounced } from '../../shell/elements/use-debounced.ts'
import { definitionsApi } from './definitions-api.ts'

/** Checks a text with the server's compiler shortly after the last edit. Only faults of this definition, and errors it causes elsewhere. */
export function useCheck(input: { id: string; text: string; enabled: boolean }) {
  const text = useDebounced(input.text, 400)
  const query = useQuery({
    queryKey: ['definition-check', input.id, text],
    queryFn: ({ signal }) => definitionsApi.check([{ id: input.id, text }], signal),
    enabled: input.enabled,
    staleTime: 60_000,
    placeholderData: earlier => earlier,
  })
  return {
    diagnostics: query.data ?? [],
    checking: query.isFetching || text !== input.text,
    failed: query.isError,
    checkNow: () => void query.refetch(),
  }
}
