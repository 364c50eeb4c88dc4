/**
 * Resolves at the first wish to stop: Ctrl-C, SIGTERM, SIGHUP, or, from a process above us, its
 * word `stop` or its death (the channel closes). A second signal from the keyboard ends the process at once.
 */
export function whenStopped(): Promise<void> {
  return new Promise(resolve => {
    let asked = false
    const ask = (): void => {
      asked = true
      resolve()
    }
    process.on('SIGINT', () => (asked ? process.exit(130) : ask()))
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
    process.on('message', message => message === 'stop' && ask())
    process.on('disconnect', ask)
    // The listener would keep the process alive after everything else has ended.
    process.channel?.unref()
  })
}
