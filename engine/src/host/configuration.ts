import fs from 'node:fs'
import path from 'node:path'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { nearest } from '../base/nearest.ts'
import { BadSetting, SecretInFile, UnknownSetting, UnreadableConfiguration } from './configuration-errors.ts'
import schema from './configuration.schema.json' with { type: 'json' }
import type { PluginEntry } from './plugins.ts'

/** All settings of an installation, checked, with their defaults. docs/guides/configuration.md explains each. */
export interface Configuration {
  /** Folder of the installation: that of jingwei.config.json, else the working folder. Relative paths start here. */
  root: string
  port: number
  /** True when somebody asked for this port; else another one may be taken instead. */
  portGiven: boolean
  host: string
  /** Absolute. */
  dataDir: string
  locale: 'zh-CN' | 'en'
  /** Without a slash at its end; null when the installation has no public address. */
  publicUrl: string | null
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Absolute paths; null when none are named. */
  packs: string[] | null
  modules: string[]
  /** Null when none are named. */
  plugins: PluginEntry[] | null
  /** Public keys (base64) of those whose pack files are taken, by name. */
  trustedKeys: Record<string, string>
  /** Names of packs that are taken without a signature by one of them. */
  allowUnsigned: string[]
  /** Null: demo data only with the embedded database on a loopback address. */
  demo: boolean | null
  databaseConnections: number
  /** Null: the embedded database. */
  databaseUrl: string | null
  databaseOwnerUrl: string | null
}

export interface ConfigurationSources {
  cwd: string
  environment: Readonly<Record<string, string | undefined>>
  /** From the command line, by name of the setting. */
  options?: Readonly<Record<string, string | boolean | undefined>>
  /** Path of the file; default jingwei.config.json in `cwd`, which may be missing. */
  file?: string | undefined
}

/**
 * Reads the settings: command line over environment over jingwei.config.json over defaults.
 * Throws BadSetting, UnknownSetting, SecretInFile, UnreadableConfiguration.
 */
export function readConfiguration(sources: ConfigurationSources): Configuration {
  const file = path.resolve(sources.cwd, sources.file ?? FILE)
  const given = [
    ...fromFile(file, sources.file !== undefined),
    ...fromEnvironment(sources.environment),
    ...fromOptions(sources.options ?? {}),
  ]
  for (const setting of given) check(setting)
  const values = Object.fromEntries(given.map(({ name, value }) => [name, value]))
  return withDefaults(values, path.dirname(file))
}

const FILE = 'jingwei.config.json'

/** One setting and where it was found, in the words of whoever set it. */
interface Setting {
  name: string
  value: unknown
  source: string
}

const ENVIRONMENT: Record<string, string> = {
  PORT: 'port',
  HOST: 'host',
  JINGWEI_DATA: 'dataDir',
  JINGWEI_LOCALE: 'locale',
  JINGWEI_PUBLIC_URL: 'publicUrl',
  JINGWEI_LOG_LEVEL: 'logLevel',
  DATABASE_URL: 'databaseUrl',
  DATABASE_OWNER_URL: 'databaseOwnerUrl',
  DATABASE_CONNECTIONS: 'databaseConnections',
}

const SECRETS: Record<string, string> = { databaseUrl: 'DATABASE_URL', databaseOwnerUrl: 'DATABASE_OWNER_URL' }

const OPTIONS: Record<string, string> = { data: 'dataDir' }

function fromFile(file: string, needed: boolean): Setting[] {
  if (!needed && !fs.existsSync(file)) return []
  const content = parse(file)
  const label = path.basename(file)
  return Object.entries(content)
    .filter(([name]) => name !== '$schema')
    .map(([name, value]) => {
      if (SECRETS[name]) throw new SecretInFile(label, name, SECRETS[name])
      if (!PROPERTIES.has(name)) throw new UnknownSetting(label, name, nearest(name, PROPERTIES.keys()))
      return { name, value, source: `"${name}" in ${label}` }
    })
}

function parse(file: string): object {
  let content: unknown
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UnreadableConfiguration(file, (error as Error).message)
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UnreadableConfiguration(file, 'it must hold one JSON object')
  return content
}

/** An empty variable counts as not set: that is how it is switched off in a compose file. */
const fromEnvironment = (environment: ConfigurationSources['environment']): Setting[] =>
  Object.entries(ENVIRONMENT)
    .filter(([variable]) => environment[variable] !== undefined && environment[variable] !== '')
    .map(([variable, name]) => ({ name, value: fromText(name, environment[variable]!), source: variable }))

const fromOptions = (options: NonNullable<ConfigurationSources['options']>): Setting[] =>
  Object.entries(options)
    .map(([option, value]) => ({ name: OPTIONS[option] ?? option, value, source: `--${option}` }))
    .filter(({ name, value }) => value !== undefined && PROPERTIES.has(name))
    .map(setting => ({ ...setting, value: fromText(setting.name, setting.value!) }))

/** What isn't a number stays a text, so that the check can show it. */
function fromText(name: string, value: string | boolean): unknown {
  const isNumber = PROPERTIES.get(name)?.type === 'integer'
  return isNumber && typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
}

interface Property {
  type?: string
  description: string
}

const PROPERTIES = new Map<string, Property>(Object.entries(schema.properties).filter(([name]) => name !== '$schema'))

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)

function check({ name, value, source }: Setting): void {
  if (!validate({ [name]: value }))
    throw new BadSetting(source + inside(validate.errors!), value, PROPERTIES.get(name)!.description)
}

/** Where in a list the fault is, e.g. ` (at /plugins/0/name)`. */
function inside(errors: ErrorObject[]): string {
  const at = errors[0]!.instancePath
  return at.split('/').length > 2 ? ` (at ${at})` : ''
}

function withDefaults(values: Record<string, any>, root: string): Configuration {
  return {
    root,
    port: values['port'] ?? 8080,
    portGiven: values['port'] !== undefined,
    host: values['host'] ?? '127.0.0.1',
    dataDir: path.resolve(root, values['dataDir'] ?? 'data'),
    locale: values['locale'] ?? 'zh-CN',
    publicUrl: values['publicUrl']?.replace(/\/$/, '') ?? null,
    logLevel: values['logLevel'] ?? 'info',
    packs: values['packs']?.map((pack: string) => path.resolve(root, pack)) ?? null,
    modules: values['modules'] ?? [],
    plugins: values['plugins'] ?? null,
    trustedKeys: values['trustedKeys'] ?? {},
    allowUnsigned: values['allowUnsigned'] ?? [],
    demo: values['demo'] ?? null,
    databaseConnections: values['databaseConnections'] ?? 16,
    databaseUrl: values['databaseUrl'] ?? null,
    databaseOwnerUrl: values['databaseOwnerUrl'] ?? null,
  }
}
