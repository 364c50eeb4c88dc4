import type { FastifyInstance } from 'fastify'
import type { Configuration } from '../host/configuration.ts'
import type { RunningEngine } from '../cli/commands/start.ts'
import type { Terminal } from '../cli/terminal.ts'
import { startWorker, type JobWorker } from '../jobs/worker.ts'
import type { AuditSealer } from '../runtime/audit-sealer.ts'
import { deliverNotice } from '../runtime/deliver-notice.ts'
import { DELIVER_NOTICE } from '../runtime/notices.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import type { DemoFiles } from '../host/demo-data/demo-files.ts'
import { LocalChangesInConflict } from '../runtime/publishing/rebase-local.ts'
import { BULK_REPAIR } from '../kinds/flow/run/operate/bulk-repair.ts'
import { startSealer } from './audit.ts'
import { bulkRepairs } from './bulk-repairs.ts'
import { demoFilesOf, ensureDemo, isLoopback, wantsDemo } from './demo.ts'
import { ensureFirstAdmin } from './first-admin.ts'
import { leavePlans } from './left-plans.ts'
import { packFolders, readPacks } from './installation-packs.ts'
import { NoPacks } from './main-errors.ts'
import { startMaintenance } from './maintenance.ts'
import { followTimerStarts } from './timer-starts.ts'
import { openEngine, type OpenEngine } from './open-engine.ts'
import { processLog } from './process-log.ts'
import { progress } from './progress.ts'
import { httpOf, listen } from './serve.ts'

/** `jingwei start`: everything, in order, with a line for each step that takes long. Resolves when it serves. */
export async function startEngine(configuration: Configuration, terminal: Terminal): Promise<RunningEngine> {
  const log = processLog(configuration)
  const steps = progress(terminal)
  const folders = packFolders(configuration)
  const packs = await readPacks(folders, configuration.root)
  const engine = await openEngine({ configuration, packs, log, onStep: steps.next })
  let undo = (): Promise<void> => engine.close()
  try {
    const { embedded, singleRole } = engine.database
    if (embedded?.moved)
      terminal.print(`Data folder: ${embedded.where} (the database's user can't reach ${configuration.dataDir})`)
    if (singleRole)
      terminal.print(
        'One database role does everything; set DATABASE_OWNER_URL so that the audit trail is protected from the application.',
      )
    await publish(engine, packs, { onStep: steps.next, terminal })
    const demoPassword = await demo(engine, configuration, demoFilesOf(folders), steps.next)
    const app = await httpOf(engine, configuration, demoPassword)
    // The port first: without it there is nothing to run for, and nothing to stop again.
    const port = await listen(app, configuration)
    // Nobody is served by an engine whose start failed.
    undo = async () => {
      await app.close()
      await engine.close()
    }
    const running = await run(engine, configuration, app)
    undo = () => running.stop()
    const firstAdmin = demoPassword === null ? await ensureFirstAdmin(engine) : null
    steps.done()
    announce({ configuration, port, firstAdmin, demoPassword, demoFiles: demoFilesOf(folders), terminal })
    return running
  } catch (error) {
    steps.done()
    await undo()
    throw error
  }
}

async function publish(
  engine: OpenEngine,
  packs: Awaited<ReturnType<typeof readPacks>>,
  { onStep, terminal }: { onStep: (step: string) => void; terminal: Terminal },
): Promise<void> {
  if (packs.length === 0) return runInForce(engine)
  onStep('Checking and publishing the packs')
  try {
    const { snapshot, versions } = await engine.publisher.publishPacks(packs, systemPrincipal)
    engine.snapshots.swap(snapshot)
    if (versions.length > 0) engine.log.info({ snapshot: snapshot.id, changed: versions.length }, 'packs published')
  } catch (error) {
    // People go on working with what is in force until somebody has decided.
    if (!(error instanceof LocalChangesInConflict)) throw error
    terminal.print(`The packs in force stay. ${error.message}`)
    await runInForce(engine)
    await leavePlans(engine, packs, terminal)
  }
}

async function runInForce(engine: OpenEngine): Promise<void> {
  const snapshot = await engine.publisher.load()
  if (!snapshot) throw new NoPacks()
  engine.snapshots.swap(snapshot)
}

async function demo(
  engine: OpenEngine,
  configuration: Configuration,
  files: DemoFiles | undefined,
  onStep: (step: string) => void,
): Promise<string | null> {
  if (!files || !wantsDemo(configuration)) return null
  return (await ensureDemo(engine, files, onStep)) ? files.password : null
}

async function run(engine: OpenEngine, configuration: Configuration, app: FastifyInstance): Promise<RunningEngine> {
  const { database, commands, plugins, log } = engine
  const deliver = deliverNotice({ commands, channels: plugins.channels, publicUrl: configuration.publicUrl, log })
  const worker = await startWorker({
    pool: database.app,
    tasks: { [DELIVER_NOTICE]: deliver, [BULK_REPAIR]: bulkRepairs(engine) },
    log,
  })
  const sealer = startSealer(engine, configuration)
  engine.snapshots.follow()
  engine.pump.start()
  engine.publicationPump.start()
  const timerStarts = followTimerStarts(engine)
  const maintenance = startMaintenance(engine)
  return {
    stop: async () => {
      maintenance.stop()
      await timerStarts.stop()
      await stop({ engine, app, worker, sealer })
    },
  }
}

/** From the outside in: no new request, no new job, the last seal, then the connections. */
async function stop(parts: {
  engine: OpenEngine
  app: FastifyInstance
  worker: JobWorker
  sealer: AuditSealer
}): Promise<void> {
  await parts.app.close()
  await parts.engine.pump.stop()
  await parts.engine.publicationPump.stop()
  await parts.worker.stop()
  await parts.sealer.stop()
  await parts.engine.close()
  parts.engine.log.info({}, 'engine stopped')
}

interface Announcement {
  configuration: Configuration
  port: number
  /** Token of the link by which the first administrator sets his password. */
  firstAdmin: string | null
  demoPassword: string | null
  demoFiles: DemoFiles | undefined
  terminal: Terminal
}

/** Asks the database nothing: whoever reads this address finds an engine that serves. */
function announce({ configuration, port, firstAdmin, demoPassword, demoFiles, terminal }: Announcement): void {
  const { host } = configuration
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (port !== configuration.port && configuration.port !== 0)
    terminal.print(`Port ${configuration.port} is taken; using ${port}.`)
  terminal.print(`\nJingwei is ready: ${configuration.publicUrl ?? address}`)
  if (demoPassword !== null && demoFiles)
    terminal.print(
      `Demo sign-ins (password ${demoPassword}): ${demoFiles.accounts.map(account => account.login).join(', ')}`,
    )
  if (firstAdmin !== null)
    terminal.print(
      `Set the password of the first administrator (login admin) within a day: ${configuration.publicUrl ?? address}/password/${firstAdmin}`,
    )
  if (!isLoopback(host) && !configuration.publicUrl?.startsWith('https:'))
    terminal.print(
      'Others can reach this address without encryption: put a TLS proxy in front and set JINGWEI_PUBLIC_URL=https://…',
    )
}
