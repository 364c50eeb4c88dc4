import type { Configuration } from '../host/configuration.ts'
import { readDemoFiles, type DemoFiles } from '../host/demo-data/demo-files.ts'
import { loadDemoData } from '../host/demo-data/load-demo-data.ts'
import { reader } from '../store/transaction.ts'
import type { OpenEngine } from './open-engine.ts'

/**
 * Demo data belongs to a machine of one's own: with another database or an address that others reach it is loaded only
 * when asked for.
 */
export function wantsDemo({ demo, databaseUrl, host }: Configuration): boolean {
  return demo ?? (databaseUrl === null && isLoopback(host))
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Demo data of the first of these packs that has some. */
export function demoFilesOf(folders: readonly string[]): DemoFiles | undefined {
  return folders.map(readDemoFiles).find(files => files !== undefined)
}

/** Loads the demo once: an installation with accounts is somebody's. True when the demo's sign-ins are there. */
export async function ensureDemo(
  engine: OpenEngine,
  files: DemoFiles,
  onStep: (step: string) => void,
): Promise<boolean> {
  const tx = reader(engine.database)
  if ((await engine.accounts.count()) > 0) return demoIsLoaded(engine)
  onStep('Loading the demo data')
  await loadDemoData(files, { ...engine, tx, now: engine.clock.now() })
  await tx.query({ name: 'mark-demo', text: 'insert into jw.demo (loaded_at) values ($1) on conflict do nothing' }, [
    engine.clock.now(),
  ])
  return true
}

export async function demoIsLoaded(engine: OpenEngine): Promise<boolean> {
  return (await reader(engine.database).query({ name: 'demo-is-loaded', text: 'select 1 from jw.demo' })).length > 0
}
