import { useEffect } from 'react'

const OPEN = 'jw:shortcuts'

export function openShortcuts(): void {
  dispatchEvent(new Event(OPEN))
}

export function onOpenShortcuts(listener: () => void): () => void {
  addEventListener(OPEN, listener)
  return () => removeEventListener(OPEN, listener)
}

/** Single-key shortcuts of a page. They rest while somebody types, and while a dialog or menu is open. */
export function useShortcuts(shortcuts: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return
      const run = shortcuts[event.key]
      if (run) {
        event.preventDefault()
        run(event)
      }
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [shortcuts])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
