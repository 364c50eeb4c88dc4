import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import {
  APP_ROLE,
  dataFolder,
  freePort,
  openCluster,
  OWNER_ROLE,
  rememberPort,
  type ClusterMeta,
} from './embedded/cluster.ts'
import { isAlive } from './embedded/is-alive.ts'
import { platformBinaries } from './embedded/platform-binaries.ts'
import { readPostmasterFile, removeDeadPostmasterFile } from './embedded/postmaster-file.ts'
import { serverPlace, type ServerPlace } from './embedded/server-place.ts'
import { runProgram, serverUser, type ServerUser } from './embedded/server-user.ts'
import { registerUser, unregisterUser } from './embedded/server-users.ts'
import { EmbeddedServerFailed } from './store-errors.ts'

/** A running PostgreSQL on the loopback address. */
export interface EmbeddedServer {
  /** Was it already running (left by a killed process or used by another one), or started now? */
  how: 'adopted' | 'started'
  /** Folder with the data, the log and the passwords. */
  where: string
  /** Why the data does not lie in the wished folder; null when it does. */
  moved: string | null
  port: number
  ownerUrl(database: string): string
  appUrl(database: string): string
  /** Stops it (fast mode), unless another living process uses it or it was asked to stay. */
  leave(): Promise<void>
}

export interface EmbeddedServerOptions {
  dataDir: string
  /** Default 100. */
  maxConnections?: number
  /** Further settings, for tests: `{ fsync: 'off' }`. Constants only. */
  settings?: Record<string, string>
  /** Leave the server running when this process goes. Default false. */
  stay?: boolean
}

/** How long a start may take, crash recovery included. */
const START_LIMIT_MS = 120_000
const RETRY_MS = 100
/** Several are needed when backends of a killed server are still there, or when another process starts it too. */
const LAUNCH_LIMIT = 50

/**
 * Adopts or starts the embedded PostgreSQL of a data folder, makes it when there is none. States of the folder:
 *
 * - *nothing there*: initdb, then start;
 * - *running* (postmaster.pid, and our password opens it): adopted as it is;
 * - *starting, recovering or stopping* (postmaster.pid, a living server, no entry yet): waited for;
 * - *killed* (postmaster.pid names a zombie or a stranger): waited for until its backends are gone, then started;
 * - *stopped*: started.
 *
 * Any number of processes may do this at once. Throws EmbeddedServerUnavailable, EmbeddedServerFailed.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const user = serverUser()
  const place = serverPlace(options.dataDir, platformBinaries(), user)
  const meta = await openCluster(place, user)
  const entry = registerUser(place.base)
  const { how, port } = await reachServer({ place, user, meta, options })
  const url = (role: string, password: string) => (database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`
  return {
    how,
    where: place.base,
    moved: place.moved,
    port,
    ownerUrl: url(OWNER_ROLE, meta.ownerPassword),
    appUrl: url(APP_ROLE, meta.appPassword),
    leave: async () => {
      if (unregisterUser(entry) && !options.stay) await stop(place, user)
    },
  }
}

interface Start {
  place: ServerPlace
  user: ServerUser | null
  meta: ClusterMeta
  options: EmbeddedServerOptions
}

async function reachServer(start: Start): Promise<{ how: 'adopted' | 'started'; port: number }> {
  const data = dataFolder(start.place)
  const deadline = performance.now() + START_LIMIT_MS
  let launches = 0
  while (performance.now() < deadline && launches < LAUNCH_LIMIT) {
    const running = readPostmasterFile(data)
    if (running && (await opens(running.port, start.meta)))
      return { how: launches === 0 ? 'adopted' : 'started', port: running.port }
    if (running && isAlive(running.pid) && !removeDeadPostmasterFile(data, running)) await pause()
    else {
      launches++
      await launch(start)
    }
  }
  throw new EmbeddedServerFailed('it does not answer', logTail(start.place))
}

/** Our own password opens it: it is the server of this folder, and it takes connections. */
async function opens(port: number, meta: ClusterMeta): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: OWNER_ROLE,
    password: meta.ownerPassword,
    database: 'postgres',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(ENSURE_APP_ROLE(meta.appPassword))
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Password of our own making (base64url): nothing in it needs quoting. */
const ENSURE_APP_ROLE = (password: string): string => `do $$ begin
  if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
    create role ${APP_ROLE} login password '${password}';
  end if;
exception when duplicate_object or unique_violation then null; end $$`

async function launch({ place, user, meta, options }: Start): Promise<void> {
  const port = await freePort(meta.port)
  if (port !== meta.port) rememberPort(place, meta, port)
  const args = [
    '-D',
    dataFolder(place),
    '-w',
    '-t',
    '60',
    '-l',
    logFile(place),
    '-o',
    serverOptions(port, options),
    'start',
  ]
  const { status } = await runProgram(path.join(place.bin, 'pg_ctl'), args, user, true)
  if (status !== 0) await pause()
}

/** pg_ctl hands this to a shell; it holds nothing but constants and a number. */
function serverOptions(port: number, options: EmbeddedServerOptions): string {
  const settings = {
    listen_addresses: '127.0.0.1',
    max_connections: String(options.maxConnections ?? 100),
    ...(process.platform === 'win32' ? {} : { unix_socket_directories: "''" }),
    ...options.settings,
  }
  return [`-p ${port}`, ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)].join(' ')
}

async function stop(place: ServerPlace, user: ServerUser | null): Promise<void> {
  const args = ['-D', dataFolder(place), '-m', 'fast', '-w', '-t', '60', 'stop']
  const { status, message } = await runProgram(path.join(place.bin, 'pg_ctl'), args, user)
  if (status !== 0 && readPostmasterFile(dataFolder(place)))
    throw new EmbeddedServerFailed(`pg_ctl stop ended with ${status}`, message)
}

const logFile = (place: ServerPlace): string => path.join(place.base, 'server.log')

function logTail(place: ServerPlace): string {
  return fs.existsSync(logFile(place)) ? fs.readFileSync(logFile(place), 'utf8').slice(-1000) : ''
}

const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, RETRY_MS))
