import { pathToFileURL } from 'node:url'
import type { Log } from '../base/log.ts'
import { packageEntry, type PackageEntry } from './package-entry.ts'
import { checkContributions } from './plugin-contributions.ts'
import { NoticeChannelTaken, PluginFailed, PluginListedTwice, PluginNotFound } from './plugin-errors.ts'
import { pluginHosts, pluginSettings, readPluginManifest } from './plugin-manifest.ts'
import type { FunctionDefinition, ModuleDefinition } from './sdk/define-function.ts'
import type { NoticeChannel, PluginDefinition, PluginManifest, definePlugin } from './sdk/define-plugin.ts'

/** One entry of `plugins` in jingwei.config.json. */
export interface PluginEntry {
  /** `smtp-mail` is the package `@jingwei/plugin-smtp-mail`; a name with a slash is a package or a folder. */
  name: string
  settings?: Record<string, unknown>
}

export interface LoadedPlugins {
  manifests: readonly PluginManifest[]
  /** What the plugins add to the function registry, one owner per plugin. */
  functions: readonly ModuleDefinition[]
  channels: ReadonlyMap<string, NoticeChannel>
  /** Closes every plugin's connections; a plugin that fails to is logged. */
  stop(): Promise<void>
}

interface PluginOptions {
  /** Folder of the installation, where packages are looked for. */
  from: string
  engineVersion: string
  environment: Readonly<Record<string, string | undefined>>
  log: Log
}

/**
 * Checks all plugins first (manifest, engine, settings, hosts) and only then imports and starts them, in the given order.
 * Each sees its own settings and the secrets its manifest names, nothing else of the configuration. A plugin that fails
 * stops those already started and keeps the engine from starting; its error names it and says what to do.
 */
export async function loadPlugins(entries: readonly PluginEntry[], options: PluginOptions): Promise<LoadedPlugins> {
  const checked = entries.map(entry => check(entry, options))
  refuseTwice(checked)
  const started: Started[] = []
  try {
    for (const plugin of checked) {
      started.push(await start(plugin, options))
      checkContributions(plugin.manifest, started.at(-1)!.definition)
    }
    return loaded(started, options.log)
  } catch (error) {
    await stopAll(started, options.log)
    throw error
  }
}

interface Checked {
  found: PackageEntry
  manifest: PluginManifest
  settings: Record<string, unknown>
}

interface Started {
  manifest: PluginManifest
  definition: PluginDefinition
}

function check(entry: PluginEntry, options: PluginOptions): Checked {
  const packageName = entry.name.includes('/') ? entry.name : `@jingwei/plugin-${entry.name}`
  const found = packageEntry(packageName, options.from)
  if (found === undefined) throw new PluginNotFound(entry.name, packageName)
  const manifest = readPluginManifest(found.folder, options.engineVersion)
  return { found, manifest, settings: pluginSettings(manifest, entry.settings ?? {}) }
}

function refuseTwice(plugins: readonly Checked[]): void {
  const seen = new Set<string>()
  for (const { manifest } of plugins) {
    if (seen.has(manifest.name)) throw new PluginListedTwice(manifest.name)
    seen.add(manifest.name)
  }
}

async function start({ found, manifest, settings }: Checked, options: PluginOptions): Promise<Started> {
  const { name } = manifest
  const secrets = Object.fromEntries(manifest.secrets.map(secret => [secret, options.environment[secret]]))
  const definition = await run(name, found.entry, { settings, secrets, log: options.log.child({ plugin: name }) })
  options.log.info(
    { plugin: name, version: manifest.version, hosts: pluginHosts(manifest, settings) },
    'plugin started',
  )
  return { manifest, definition }
}

async function run(name: string, entry: string, context: Parameters<Start>[0]): Promise<PluginDefinition> {
  try {
    const { default: begin } = (await import(pathToFileURL(entry).href)) as { default?: Start }
    if (typeof begin !== 'function') throw new Error('it has no default export: export default definePlugin(…).')
    return await begin(context)
  } catch (cause) {
    throw new PluginFailed(name, cause)
  }
}

type Start = Parameters<typeof definePlugin>[0]

function loaded(started: readonly Started[], log: Log): LoadedPlugins {
  return {
    manifests: started.map(plugin => plugin.manifest),
    functions: started.map(({ manifest, definition }) => ({ name: manifest.name, functions: functionsOf(definition) })),
    channels: channelsOf(started),
    stop: () => stopAll(started, log),
  }
}

const functionsOf = (definition: PluginDefinition): FunctionDefinition[] => definition.functions ?? []

function channelsOf(started: readonly Started[]): Map<string, NoticeChannel> {
  const channels = new Map<string, NoticeChannel>()
  for (const channel of started.flatMap(plugin => plugin.definition.noticeChannels ?? [])) {
    if (channels.has(channel.name)) throw new NoticeChannelTaken(channel.name)
    channels.set(channel.name, channel)
  }
  return channels
}

async function stopAll(started: readonly Started[], log: Log): Promise<void> {
  for (const { manifest, definition } of started.toReversed()) {
    try {
      await definition.stop?.()
    } catch (error) {
      log.error({ plugin: manifest.name, err: error }, 'plugin did not stop cleanly')
    }
  }
}
