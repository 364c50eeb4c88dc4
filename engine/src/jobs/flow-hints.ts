type Listener = () => void

const listeners = new Set<Listener>()

/** Flow jobs of this process may be due, or external tasks may wait. A hint: whoever listens polls anyway. */
export const hintFlowJobs = (): void => {
  for (const listener of listeners) listener()
}

/** Calls `listener` at every hint; the answer ends that. */
export function onFlowJobs(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
