import { useEffect, useRef, useState } from 'react'

/** Time after the last key press at which an edit becomes a step of undo. */
const REST_MS = 500

export interface DraftText {
  text: string
  /** What is being typed: taken over when typing rests. */
  type(text: string): void
  /** Taken over now. */
  take(text: string): void
  /** While an input method composes, what stands in the field is not what its writer means. */
  compose(text: string | null): void
}

/** A text while it is being edited. A change from outside, an undo say, replaces it; leaving the page takes over what is left. */
export function useDraftText(value: string, onCommit: (text: string) => void): DraftText {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  const composing = useRef(false)
  const commit = (next: string) => {
    if (next === value) return
    setKnown(next)
    onCommit(next)
  }
  const rest = useRest(commit)
  if (known !== value) {
    setKnown(value)
    setText(value)
  }
  const type = (next: string) => {
    setText(next)
    if (composing.current) rest.cancel()
    else rest.begin(next)
  }
  const take = (next: string) => {
    rest.cancel()
    commit(next)
  }
  const compose = (next: string | null) => {
    composing.current = next === null
    if (next !== null) type(next)
  }
  return { text, type, take, compose }
}

/** Calls with the last text once nothing was begun for a while, or when the component goes. */
function useRest(onRest: (text: string) => void) {
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | null>(null)
  const latest = useRef(onRest)
  useEffect(() => {
    latest.current = onRest
  })
  const cancel = () => {
    clearTimeout(pending.current?.timer)
    pending.current = null
  }
  const finish = () => {
    const last = pending.current
    cancel()
    if (last) latest.current(last.text)
  }
  const begin = (text: string) => {
    cancel()
    pending.current = { timer: setTimeout(finish, REST_MS), text }
  }
  useEffect(() => finish, [])
  return { begin, cancel }
}
