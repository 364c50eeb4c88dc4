import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'

let cwd: string
beforeEach(() => void (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-config-'))))
afterEach(() => fs.rmSync(cwd, { recursive: true }))

const write = (content: unknown, name = 'jingwei.config.json'): void =>
  fs.writeFileSync(path.join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content))

const read = (
  environment: Record<string, string> = {},
  options: Record<string, string | boolean> = {},
  file?: string,
) => readConfiguration({ cwd, environment, options, file })

test('without any setting everything has its default', () => {
  expect(read()).toEqual({
    root: cwd,
    port: 8080,
    portGiven: false,
    host: '127.0.0.1',
    dataDir: path.join(cwd, 'data'),
    locale: 'zh-CN',
    publicUrl: null,
    logLevel: 'info',
    packs: null,
    modules: [],
    plugins: null,
    trustedKeys: {},
    allowUnsigned: [],
    demo: null,
    databaseConnections: 16,
    databaseUrl: null,
    databaseOwnerUrl: null,
  })
})

test('the command line wins over the environment, and that over the file', () => {
  write({ port: 1001, host: 'file', locale: 'en' })

  expect(read({ PORT: '1002', HOST: 'environment' }, { port: '1003' })).toMatchObject({
    port: 1003,
    host: 'environment',
    locale: 'en',
  })
})

test('paths start at the folder of the file', () => {
  fs.mkdirSync(path.join(cwd, 'deep'))
  write({ dataDir: 'd', packs: ['../packs/core'] }, 'deep/other.json')

  const configuration = read({}, {}, 'deep/other.json')

  expect(configuration).toMatchObject({
    root: path.join(cwd, 'deep'),
    dataDir: path.join(cwd, 'deep/d'),
    packs: [path.join(cwd, 'packs/core')],
  })
})

test('an empty environment variable is not set, and other options of a command are not settings', () => {
  expect(read({ PORT: '', DATABASE_URL: '' }, { json: true, demo: false })).toMatchObject({
    port: 8080,
    databaseUrl: null,
    demo: false,
  })
})

test.each([
  [{ PORT: 'abc' }, 'PORT is "abc"; it must be a whole number from 0 (any free port) to 65535.'],
  [{ PORT: '70000' }, 'PORT is 70000; it must be a whole number from 0 (any free port) to 65535.'],
  [{ JINGWEI_LOCALE: 'fr' }, 'JINGWEI_LOCALE is "fr"; it must be zh-CN or en.'],
  [{ HOST: 'a b' }, 'HOST is "a b"; it must be a host name or an IP address.'],
  [
    { JINGWEI_PUBLIC_URL: 'example.com' },
    'JINGWEI_PUBLIC_URL is "example.com"; it must be an address like https://jingwei.example.com, without a path.',
  ],
  [
    { DATABASE_URL: 'mysql://me:secret@host' },
    'DATABASE_URL is not understood; it must be an address like postgresql://user:password@host:5432/database.',
  ],
])('a wrong variable is named in one sentence: %o', (environment, message) => {
  expect(() => read(environment)).toThrow(expect.objectContaining({ code: 'configuration.bad_setting', message }))
})

test('a wrong option is named as it was written', () => {
  expect(() => read({}, { port: 'x' })).toThrow('--port is "x"; it must be')
  expect(() => read({}, { data: '' })).toThrow('--data is ""; it must be the path of a folder.')
})

test.each([
  [{ prot: 1 }, 'configuration.unknown_setting', 'has the unknown setting "prot". Did you mean "port"?'],
  [{ port: '8080' }, 'configuration.bad_setting', '"port" in jingwei.config.json is "8080"'],
  [{ plugins: [{ settings: {} }] }, 'configuration.bad_setting', '(at /plugins/0)'],
  [{ databaseUrl: 'postgresql://x' }, 'configuration.secret_in_file', 'set the environment variable DATABASE_URL'],
  ['{ "port": ', 'configuration.unreadable', "can't be read"],
  ['[]', 'configuration.unreadable', 'one JSON object'],
])('a wrong file is named with its setting: %o', (content, code, words) => {
  write(content)

  expect(() => read()).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }))
})

test('a file that was asked for must be there', () => {
  expect(() => read({}, {}, 'missing.json')).toThrow(/missing\.json can't be read/)
})
