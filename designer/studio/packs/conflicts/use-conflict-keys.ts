import type { Side } from '@jingwei/engine/model'
import { useLayoutEffect } from 'react'
import type { Conflict } from '../packs-api.ts'
import { SIDES } from './conflict-values.ts'

interface ConflictKeys {
  shown: readonly Conflict[]
  current: string
  goTo(key: string): void
  choose(key: string, side: Side): void
}

/** 1, 2, 3 take a side of the current conflict; n and p (or j and k) go on and back. They rest while somebody types. */
export function useConflictKeys({ shown, current, goTo, choose }: ConflictKeys): void {
  // A listener that is set after the paint would miss a key that follows at once.
  useLayoutEffect(() => {
    const place = shown.findIndex(each => each.key === current)
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      const side = SIDES[Number(event.key) - 1]
      const step = STEPS[event.key]
      if (side !== undefined && place >= 0) choose(current, side)
      else if (step !== undefined) goTo(shown[Math.min(Math.max(place + step, 0), shown.length - 1)]?.key ?? current)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [shown, current, goTo, choose])
}

const STEPS: Readonly<Record<string, 1 | -1>> = { n: 1, j: 1, p: -1, k: -1 }

const isBusy = (target: EventTarget | null): boolean =>
  (target instanceof HTMLElement &&
    (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || isTextBox(target))) ||
  document.querySelector('[role="dialog"][aria-modal="true"]') !== null

/** Radio buttons are inputs too, and take these keys. */
const isTextBox = (target: HTMLElement): boolean => target instanceof HTMLInputElement && target.type !== 'radio'
