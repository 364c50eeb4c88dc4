/**
 * Resolves at the first wish to stop: Ctrl-C, SIGTERM, SIGHUP, or, from a process above us, its
 * word `stop` or its death (the channel closes). A second signal from the keyboard ends the process at once.
 */
export function whenStopped(): Promise<void> {
  return new Promise(resolve => {
    // Ctrl-C and the word of the process above us may come both, in any order: only the keyboard is counted.
    let interrupts = 0
    process.on('SIGINT', () => (++interrupts > 1 ? process.exit(130) : resolve()))
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    process.on('message', message => message === 'stop' && resolve())
    process.on('disconnect', () => resolve())
    // The listener would keep the process alive after everything else has ended.
    process.channel?.unref()
  })
}
