import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api/problem.ts'

/** Only what may heal by itself is asked again: no connection and 502-504. A refusal is an answer. */
function mayHeal(error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || (error.status >= 502 && error.status <= 504))
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && mayHeal(error),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})
