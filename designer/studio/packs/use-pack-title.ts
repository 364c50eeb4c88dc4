import { useQuery } from '@tanstack/react-query'
import { packsApi, type PackSummary } from './packs-api.ts'

/** An installed pack; undefined until it is known, and for one that is not installed. */
export function usePack(name: string | undefined): PackSummary | undefined {
  const { data } = useQuery({ queryKey: ['packs'], queryFn: packsApi.list })
  return data?.find(pack => pack.name === name)
}

/** What people call a pack; its name until its title is known. */
export const usePackTitle = (name: string): string => usePack(name)?.title ?? name
