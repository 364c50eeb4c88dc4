import { useLayoutEffect } from 'react'
import type { EditorControls } from './editor-controls.ts'

/** Ctrl/Cmd+Z, Ctrl/Cmd+Shift+Z or Ctrl+Y, and Ctrl/Cmd+S to check. Text fields keep their own undo. */
export function useRoomShortcuts({
  controls,
  checkNow,
}: {
  controls: EditorControls | null
  checkNow: () => void
}): void {
  // A listener that is set after the paint would miss a key that follows at once.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 's') return act(event, checkNow)
      if (isTextField(event.target)) return
      if (key === 'z' && !event.shiftKey && controls?.canUndo) act(event, controls.undo)
      if (((key === 'z' && event.shiftKey) || key === 'y') && controls?.canRedo) act(event, controls.redo)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [controls, checkNow])
}

function act(event: KeyboardEvent, effect: () => void): void {
  event.preventDefault()
  effect()
}

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
