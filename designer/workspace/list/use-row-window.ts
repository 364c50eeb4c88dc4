import { useEffect, useState, type RefObject } from 'react'

export interface RowWindow {
  start: number
  end: number
}

/** Rows drawn above and below what is seen. */
const OVERSCAN = 12

/** Which rows of equal height are in sight, so that ten thousand cost no more than fifty. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const [seen, setSeen] = useState<RowWindow>({ start: 0, end: 40 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      const next = windowAt(element.scrollTop, element.clientHeight, rowHeight)
      setSeen(current => (current.start === next.start && current.end === next.end ? current : next))
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [scroller, rowHeight])
  return { start: Math.min(seen.start, count), end: Math.min(seen.end, count) }
}

function windowAt(top: number, height: number, rowHeight: number): RowWindow {
  return {
    start: Math.max(0, Math.floor(top / rowHeight) - OVERSCAN),
    end: Math.ceil((top + height) / rowHeight) + OVERSCAN,
  }
}
