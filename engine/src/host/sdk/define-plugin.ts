import type { Log } from '../../base/log.ts'
import type { FunctionDefinition } from './define-function.ts'

/** `plugin.json`: read and checked before any code of the plugin runs. */
export interface PluginManifest {
  /** kebab-case, `<system>-<purpose>`. */
  name: string
  version: string
  /** Semver range of @jingwei/engine. */
  engine: string
  title: string
  /** JSON Schema of the settings; validated against jingwei.config.json or the environment. */
  settings: Record<string, unknown>
  /** Names of secrets, each read from the environment variable of that name. */
  secrets: string[]
  /** Hosts it may call, or the name of a setting as `${settings.host}`. */
  hosts: string[]
  contributes: { functions?: string[]; noticeChannels?: string[] }
}

/** A message to one person, ready to be delivered. */
export interface Notice {
  /** Equal for every retry: deliver it once. */
  idempotencyKey: string
  to: { name: string; email: string | null }
  locale: string
  subject: string
  /** Plain text. */
  text: string
  /** Address of the page it speaks of; null when the installation has no public address. */
  link: string | null
}

export interface NoticeChannel {
  name: string
  /** Resolves when the other side has taken the notice; throws to be tried again. */
  send(notice: Notice): Promise<void>
}

export interface PluginContext {
  settings: Record<string, unknown>
  secrets: Readonly<Record<string, string | undefined>>
  log: Log
}

export interface PluginDefinition {
  functions?: FunctionDefinition[]
  noticeChannels?: NoticeChannel[]
  /** Closes connections. */
  stop?(): Promise<void>
}

/** What a plugin package exports as default. Runs only after its manifest and settings passed the host's checks. */
export const definePlugin = (
  start: (context: PluginContext) => PluginDefinition | Promise<PluginDefinition>,
): typeof start => start
