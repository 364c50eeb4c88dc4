import { hostname } from 'node:os'
import { engineVersion } from '../base/engine-version.ts'
import { systemClock, type Clock } from '../base/clock.ts'
import { newId } from '../base/ids.ts'
import type { Log } from '../base/log.ts'
import { builtinFunctions } from '../host/builtin-functions.ts'
import { modulesOf } from '../host/compile-packs.ts'
import type { Configuration } from '../host/configuration.ts'
import { functionRegistry, type LoadedFunctions } from '../host/function-registry.ts'
import { loadModules } from '../host/modules.ts'
import { runCases } from '../host/run-cases.ts'
import { loadPlugins, type LoadedPlugins } from '../host/plugins.ts'
import type { ModuleDefinition } from '../host/sdk/define-function.ts'
import { migrateJobs } from '../jobs/job-schema.ts'
import { writeOutbox } from '../jobs/outbox.ts'
import { documentTemplateOperations } from '../kinds/document-template/run.ts'
import { entityOperations } from '../kinds/entity/run.ts'
import { createNumberSequences } from '../kinds/entity/run/number-sequence.ts'
import { flowOperations } from '../kinds/flow/run.ts'
import { formOperations } from '../kinds/form/run.ts'
import { kinds } from '../kinds/index.ts'
import { operations as ruleSetOperations } from '../kinds/rule-set/run.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { DocumentRenderer } from '../rendering/document-renderer.ts'
import type { AffectedRuns } from '../runtime/affected-runs.ts'
import { createAccessTokens, type AccessTokens } from '../runtime/access-tokens.ts'
import { createAccounts, type Accounts } from '../runtime/accounts.ts'
import { createCommandRunner } from '../runtime/command.ts'
import { systemPrincipal, type CommandRunner } from '../runtime/command-runner.ts'
import { noticeOperations } from '../runtime/notices.ts'
import { pastOperations } from '../runtime/past-definitions.ts'
import { rebaseLocal } from '../runtime/packs/rebase-local.ts'
import { createInstalledPacks, type InstalledPacks } from '../runtime/packs/installed-packs.ts'
import { createPackPlans, type PackPlans } from '../runtime/packs/pack-plans.ts'
import { createPrincipals, type Principals } from '../runtime/principals.ts'
import { createPublisher, type Publisher } from '../runtime/publisher.ts'
import { createDrafts, type Drafts } from '../runtime/publishing/drafts.ts'
import { createPublicationPump, type PublicationPump } from '../runtime/publishing/publication-pump.ts'
import { createPublications, type Publications } from '../runtime/publishing/publications.ts'
import { createSnapshotHolder, type SnapshotHolder } from '../runtime/snapshot-holder.ts'
import { openDatabase, type Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { reader } from '../store/transaction.ts'
import { acceptances } from './acceptances.ts'
import { createFlowPumps, type FlowPumps } from './flow-pumps.ts'
import { storeReferenceRows } from './store-reference-rows.ts'
import { repositoryRoot } from './repository-root.ts'

/** An engine that can run commands: database, functions, publisher, snapshot. Serves nobody yet and runs no jobs. */
export interface OpenEngine {
  database: Database
  functions: LoadedFunctions
  plugins: LoadedPlugins
  publisher: Publisher
  publications: Publications
  publicationPump: PublicationPump
  drafts: Drafts
  packs: InstalledPacks
  packPlans: PackPlans
  snapshots: SnapshotHolder
  commands: CommandRunner
  accounts: Accounts
  accessTokens: AccessTokens
  principals: Principals
  pump: FlowPumps
  clock: Clock
  log: Log
  close(): Promise<void>
  /** The same engine at another time, sending nothing: demo data is loaded with a history. */
  commandsAt(clock: Clock): CommandRunner
}

export interface OpenOptions {
  configuration: Configuration
  /** Packs to be published, with what they require; their modules are loaded. */
  packs: readonly PackFolder[]
  log: Log
  clock?: Clock
  environment?: Readonly<Record<string, string | undefined>>
  /** Said before each step that can take longer than a second. */
  onStep?(step: string): void
}

/** Opens the database, brings it up to date, loads modules and plugins. Closes what it opened when a step fails. */
export async function openEngine(options: OpenOptions): Promise<OpenEngine> {
  const { configuration, log, onStep = () => {} } = options
  onStep(configuration.databaseUrl ? 'Connecting to the database' : 'Starting the embedded PostgreSQL')
  const database = await openDatabase({
    ...(configuration.databaseUrl
      ? { url: configuration.databaseUrl }
      : { embedded: { dataDir: configuration.dataDir } }),
    ...(configuration.databaseOwnerUrl ? { ownerUrl: configuration.databaseOwnerUrl } : {}),
    maxConnections: configuration.databaseConnections,
    log,
  })
  try {
    onStep('Bringing the tables up to date')
    await migrate(database, log)
    await migrateJobs(database.owner, log)
    return await assemble(database, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function assemble(database: Database, options: OpenOptions): Promise<OpenEngine> {
  const { configuration, log, clock = systemClock } = options
  const environment = options.environment ?? process.env
  const from = placeOf(configuration.root)
  const plugins = await loadPlugins(configuration.plugins ?? [], { from, engineVersion, environment, log })
  const functions = functionRegistry([...builtinFunctions, ...(await allModules(options)), ...plugins.functions])
  // Not the one that people print with: a publication waits for no letter, and no letter for a publication.
  const caseRenderer = new DocumentRenderer()
  const publisher = createPublisher({
    database,
    kinds,
    functions: functions.all,
    acceptances,
    rebaseLocal: rebaseLocal(kinds),
    storeRows: storeReferenceRows(log),
    runCases: input => runCases({ ...input, functions: functions.all, renderer: caseRenderer }),
    affectedRuns: fields =>
      commands.read(systemPrincipal, ctx => ctx.run<AffectedRuns[]>('flow', '*', 'affected-runs', { fields })),
    clock,
    log,
  })
  const snapshots = createSnapshotHolder({ database, load: () => publisher.load(), log })
  const publications = createPublications(publisher.desk, snapshots)
  const numbers = createNumberSequences(database)
  const renderer = new DocumentRenderer()
  const operations = new Map([
    ['entity', entityOperations({ numbers, timeZone: 'Asia/Shanghai' })],
    ['flow', flowOperations],
    ['rule-set', ruleSetOperations],
    ['form', formOperations],
    ['past', pastOperations({ kinds, functions: functions.all })],
    ['document-template', documentTemplateOperations(renderer)],
    ['notice', noticeOperations({ channels: [...plugins.channels.keys()], locale: configuration.locale })],
  ])
  const runner = { database, snapshots, functions, operations, log }
  const commands = createCommandRunner({ ...runner, clock, writeOutbox })
  // What happened in the past is not sent again: the demo's people get no mail.
  const commandsAt = (at: Clock) => createCommandRunner({ ...runner, clock: at, writeOutbox: () => {} })
  const pump = flowPumps(commands, { database, clock, log, functions })
  const tx = reader(database)
  return {
    database,
    functions,
    plugins,
    publisher,
    publications,
    packs: createInstalledPacks(publisher.desk, configuration),
    packPlans: createPackPlans({
      desk: publisher.desk,
      publications,
      trust: configuration,
      modules: new Set(functions.all.map(each => each.name.split('.')[0]!)),
      plugins: new Set(plugins.manifests.map(each => each.name)),
    }),
    publicationPump: createPublicationPump(publisher.desk, snapshots),
    drafts: createDrafts({ tx, clock }),
    snapshots,
    commands,
    accounts: createAccounts({ tx, clock }),
    accessTokens: createAccessTokens({ database, clock }),
    principals: createPrincipals({ tx, clock, snapshot: () => snapshots.current() }),
    pump,
    clock,
    log,
    commandsAt,
    async close() {
      await snapshots.stop()
      await plugins.stop()
      await renderer.stop()
      await caseRenderer.stop()
      await numbers.close()
      await database.close()
    },
  }
}

/** Those that packs name, and those of the settings; each once. */
async function allModules({ packs, configuration }: OpenOptions): Promise<ModuleDefinition[]> {
  const modules = [
    ...(await modulesOf(packs)),
    ...(await loadModules(configuration.modules, placeOf(configuration.root))),
  ]
  return [...new Map(modules.map(module => [module.name, module])).values()]
}

/** Modules and plugins lie beside the installation's own packages, else beside the engine's. */
const placeOf = (root: string): string => (root.startsWith(repositoryRoot) ? root : repositoryRoot)

function flowPumps(
  commands: CommandRunner,
  { functions, ...parts }: { database: Database; clock: Clock; log: Log; functions: LoadedFunctions },
): FlowPumps {
  const owner = `${hostname()}-${process.pid}-${newId().slice(-6)}`
  return createFlowPumps({ ...parts, owner, commands, functions })
}
