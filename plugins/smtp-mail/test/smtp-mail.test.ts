import path from 'node:path'
import type { Notice } from '@jingwei/engine/sdk'
import { loadPlugins, silentLog, type LoadedPlugins } from '@jingwei/engine/testing'
import { afterEach, expect, test } from 'vitest'
import { fakeServer, type FakeServer } from './fake-server.ts'

const PLUGIN = path.join(import.meta.dirname, '..')

let server: FakeServer
let plugins: LoadedPlugins | undefined
afterEach(async () => {
  await plugins?.stop()
  plugins = undefined
  await server?.stop()
})

test('a notice arrives as a mail with its Chinese subject and text, its link and its language', async () => {
  server = await fakeServer()
  const channel = await start({})

  await channel.send(NOTICE)

  const [mail] = server.mails
  expect(mail?.to).toEqual(['wang@example.com'])
  expect(header(mail!.raw, 'Subject')).toBe('待处理：合同 CT-2026-0000001')
  expect(header(mail!.raw, 'To')).toBe('王芳 <wang@example.com>')
  expect(header(mail!.raw, 'From')).toBe('经纬 <jingwei@corp.example>')
  expect(header(mail!.raw, 'Content-Language')).toBe('zh-CN')
  expect(header(mail!.raw, 'Auto-Submitted')).toBe('auto-generated')
  expect(body(mail!.raw)).toBe('“区域经理审批”等待您处理。\n\nhttps://jw.example.com/tasks/1\n')
})

test('a mail that the server puts off fails, and a later try with the same key arrives under the same Message-ID', async () => {
  server = await fakeServer()
  const channel = await start({})
  server.refuseNext(1)

  await expect(channel.send(NOTICE)).rejects.toMatchObject({ responseCode: 451 })
  await channel.send(NOTICE)

  expect(server.mails.map(mail => header(mail.raw, 'Message-ID'))).toEqual(['<n1.smtp-mail@corp.example>'])
})

test('a mail whose answer was lost is sent again under the same Message-ID', async () => {
  server = await fakeServer()
  const channel = await start({})
  server.loseNextAnswer()

  await expect(channel.send(NOTICE)).rejects.toThrow()
  await channel.send(NOTICE)

  expect(server.mails.map(mail => header(mail.raw, 'Message-ID'))).toEqual(Array(2).fill('<n1.smtp-mail@corp.example>'))
})

test('words in the notice can not add headers or receivers', async () => {
  server = await fakeServer()
  const channel = await start({})

  await channel.send({
    ...NOTICE,
    subject: 'a\r\nBcc: evil@example.com',
    to: { name: 'b\r\nCc: evil@example.com', email: 'wang@example.com' },
  })

  expect(server.mails[0]!.to).toEqual(['wang@example.com'])
  expect(server.mails[0]!.raw).not.toMatch(/^(B?cc):/im)
})

test('a person without an address gets no mail, and that is no failure', async () => {
  server = await fakeServer()
  const channel = await start({})

  await channel.send({ ...NOTICE, to: { name: '王芳', email: null } })

  expect(server.mails).toEqual([])
})

test('signs in with the user of the settings and the secret of the environment', async () => {
  server = await fakeServer({ user: 'jingwei', password: 'secret' })
  const channel = await start({ user: 'jingwei' }, { SMTP_PASSWORD: 'secret' })

  await channel.send(NOTICE)

  expect(server.mails).toHaveLength(1)
})

test('refuses to speak in the clear where TLS is required', async () => {
  server = await fakeServer()
  const channel = await start({ requireTls: true })

  await expect(channel.send(NOTICE)).rejects.toThrow(/TLS/)
  expect(server.mails).toEqual([])
})

test('a user without a password keeps the engine from starting and names the variable', async () => {
  server = await fakeServer()

  await expect(start({ user: 'jingwei' })).rejects.toMatchObject({
    code: 'plugin.failed',
    message: expect.stringContaining('SMTP_PASSWORD') as string,
  })
})

test.each([
  ['no host', { from: 'a@b.example' }, 'host'],
  ['a sender that is no address', { host: 'localhost', from: 'jingwei' }, '/from'],
  ['a port that is none', { host: 'localhost', from: 'a@b.example', port: 70_000 }, '/port'],
  ['an unknown setting', { host: 'localhost', from: 'a@b.example', password: 'x' }, '"password"'],
])('wrong settings are refused before any code of the plugin runs: %s', async (_, settings, place) => {
  const loading = loadPlugins([{ name: PLUGIN, settings }], OPTIONS)

  await expect(loading).rejects.toMatchObject({ code: 'plugin.settings_invalid' })
  await expect(loading).rejects.toThrow(place)
})

const NOTICE: Notice = {
  idempotencyKey: 'n1.smtp-mail',
  to: { name: '王芳', email: 'wang@example.com' },
  locale: 'zh-CN',
  subject: '待处理：合同 CT-2026-0000001',
  text: '“区域经理审批”等待您处理。',
  link: 'https://jw.example.com/tasks/1',
}

const OPTIONS = { from: PLUGIN, engineVersion: '0.1.0', environment: {}, log: silentLog }

async function start(settings: Record<string, unknown>, environment: Record<string, string> = {}) {
  const mail = { host: '127.0.0.1', port: server.port, from: '经纬 <jingwei@corp.example>', ...settings }
  plugins = await loadPlugins([{ name: PLUGIN, settings: mail }], { ...OPTIONS, environment })
  return plugins.channels.get('smtp-mail')!
}

/** A header, unfolded and decoded (RFC 2047). */
function header(raw: string, name: string): string {
  const unfolded = raw.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ')
  const value = new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? ''
  return value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?(B|Q)\?([^?]*)\?=/gi, (_, how: string, text: string) => decode(how, text))
}

function decode(how: string, text: string): string {
  if (how.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString('utf8')
  const bytes = text
    .replace(/_/g, ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function body(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const text = rest.join('\r\n\r\n').replace(/\r\n/g, '\n')
  if (/Content-Transfer-Encoding: base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8')
  return decode('Q', text.replace(/_/g, '=5F').replace(/=\n/g, ''))
}
