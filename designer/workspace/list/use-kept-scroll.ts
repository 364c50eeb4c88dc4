import { useLayoutEffect, type RefObject } from 'react'
import { useLocation, useNavigationType } from 'react-router'

/** Where each visited list was scrolled to, by the key of its place in the history. */
const places = new Map<string, number>()

/** Coming back to a list finds it where it was left. */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>): void {
  const { key } = useLocation()
  const back = useNavigationType() === 'POP'
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    if (back) element.scrollTop = places.get(key) ?? 0
    const keep = () => places.set(key, element.scrollTop)
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [scroller, key, back])
}
