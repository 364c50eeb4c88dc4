import { useSyncExternalStore } from 'react'

const phone = matchMedia('(max-width: 640px)')

/** True on a phone: one column, sheets instead of panes. The style sheets use the same width. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    notify => {
      phone.addEventListener('change', notify)
      return () => phone.removeEventListener('change', notify)
    },
    () => phone.matches,
  )
}
