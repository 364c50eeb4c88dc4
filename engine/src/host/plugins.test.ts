import { afterEach, expect, test } from 'vitest'
import { silentLog, type Log } from '../base/log.ts'
import { packageFolder } from './fixtures/package-folder.ts'
import { loadPlugins, type PluginEntry } from './plugins.ts'

let packages: ReturnType<typeof packageFolder> | undefined
afterEach(() => {
  packages?.remove()
  Reflect.deleteProperty(globalThis, 'pluginEvents')
})

const MANIFEST = {
  name: 'acme-pager',
  version: '1.2.3',
  engine: '^0.1.0',
  title: 'Pager',
  settings: {
    type: 'object',
    required: ['host'],
    additionalProperties: false,
    properties: { host: { type: 'string' }, retries: { type: 'integer', default: 3 } },
  },
  secrets: ['PAGER_TOKEN'],
  hosts: ['${settings.host}', 'api.acme.example'],
  contributes: { noticeChannels: ['pager'], functions: ['acme-pager.page'] },
}

const CODE = `
globalThis.pluginEvents = globalThis.pluginEvents ?? []
globalThis.pluginEvents.push('imported')
export default context => {
  globalThis.pluginEvents.push(context)
  return {
    noticeChannels: [{ name: 'pager', send: async () => {} }],
    functions: [{ name: 'acme-pager.page', title: 'Page', effect: 'external', input: { type: 'object' }, output: {}, run: () => ({}) }],
    stop: async () => { globalThis.pluginEvents.push('stopped') },
  }
}`

const events = (): unknown[] => (globalThis as { pluginEvents?: unknown[] }).pluginEvents ?? []

test('a plugin gets its settings with their defaults and the secrets it named, nothing else', async () => {
  const plugins = await load({ settings: { host: 'pager.acme.example' } })

  const context = events()[1] as { settings: unknown; secrets: unknown }
  expect(context.settings).toEqual({ host: 'pager.acme.example', retries: 3 })
  expect(context.secrets).toEqual({ PAGER_TOKEN: 't0p' })
  expect([...plugins.channels.keys()]).toEqual(['pager'])
  expect(plugins.functions).toMatchObject([{ name: 'acme-pager', functions: [{ name: 'acme-pager.page' }] }])

  await plugins.stop()
  expect(events().at(-1)).toBe('stopped')
})

test('the hosts that a plugin calls are in the log, its secrets are not', async () => {
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log }

  await load({ settings: { host: 'pager.acme.example' }, log })

  expect(lines.join()).toContain('"hosts":["pager.acme.example","api.acme.example"]')
  expect(lines.join()).not.toContain('t0p')
})

test.each<[string, Parameters<typeof load>[0], string, string]>([
  [
    'a manifest with an unknown member',
    { manifest: { ...MANIFEST, script: 'x' } },
    'plugin.manifest_invalid',
    'unknown member "script"',
  ],
  ['a manifest without hosts', { manifest: { ...MANIFEST, hosts: undefined } }, 'plugin.manifest_invalid', 'hosts'],
  [
    'a host from a setting that is none',
    { manifest: { ...MANIFEST, hosts: ['${settings.server}'] } },
    'plugin.manifest_invalid',
    'server',
  ],
  [
    'a settings schema that is none',
    { manifest: { ...MANIFEST, hosts: [], settings: { type: 'object', properties: { a: { type: 'text' } } } } },
    'plugin.manifest_invalid',
    '/settings',
  ],
  ['an unreadable manifest', { manifest: '{' }, 'plugin.manifest_unreadable', 'plugin.json'],
  ['another engine', { manifest: { ...MANIFEST, engine: '>=2.0.0' } }, 'plugin.engine_mismatch', '>=2.0.0'],
  ['a missing setting', { settings: {} }, 'plugin.settings_invalid', 'host'],
  ['an unknown setting', { settings: { host: 'a', tken: 'x' } }, 'plugin.settings_invalid', 'tken'],
  ['a plugin that is listed twice', { times: 2 }, 'plugin.listed_twice', 'acme-pager'],
])('%s is refused before any code of the plugin runs', async (_, options, code, words) => {
  const loading = load(options)

  await expect(loading).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string })
  expect(events()).toEqual([])
})

test('a plugin that is not installed is named with its package', async () => {
  const loading = loadPlugins([{ name: 'sap-sync' }], OPTIONS('/'))

  await expect(loading).rejects.toMatchObject({
    code: 'plugin.not_found',
    message: expect.stringContaining('@jingwei/plugin-sap-sync') as string,
  })
})

test('a plugin that offers something else than it announced is stopped again', async () => {
  const loading = load({ manifest: { ...MANIFEST, contributes: { noticeChannels: ['pager'] } } })

  await expect(loading).rejects.toMatchObject({
    code: 'plugin.contribution_mismatch',
    message: expect.stringContaining('acme-pager.page') as string,
  })
  expect(events().at(-1)).toBe('stopped')
})

test('a plugin that fails to start is named with its reason', async () => {
  const loading = load({ code: 'export default () => { throw new Error("set PAGER_TOKEN") }' })

  await expect(loading).rejects.toMatchObject({
    code: 'plugin.failed',
    message: expect.stringContaining('set PAGER_TOKEN') as string,
  })
})

async function load(options: {
  manifest?: unknown
  settings?: Record<string, unknown>
  code?: string
  times?: number
  log?: Log
}) {
  const { manifest = MANIFEST, settings = { host: 'a' }, code = CODE, times = 1, log = silentLog } = options
  packages = packageFolder({
    'pager/package.json': { name: 'pager', version: '1.2.3', type: 'module', exports: './index.js' },
    'pager/plugin.json': manifest,
    'pager/index.js': code,
  })
  const entry: PluginEntry = { name: './pager', settings }
  return loadPlugins(Array<PluginEntry>(times).fill(entry), { ...OPTIONS(packages.folder), log })
}

const OPTIONS = (from: string) => ({
  from,
  engineVersion: '0.1.0',
  environment: { PAGER_TOKEN: 't0p', DATABASE_URL: 'postgres://secret' },
  log: silentLog,
})
