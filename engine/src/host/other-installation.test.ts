import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { engineVersion } from '../base/engine-version.ts'
import { otherInstallation } from './other-installation.ts'

const opened: http.Server[] = []
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

interface Asked {
  method: string | undefined
  url: string | undefined
  headers: http.IncomingHttpHeaders
}

/** A server that answers everything with the same, and remembers what it was asked. */
async function server(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: Asked[] = []
  const made = http.createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, headers: request.headers })
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  opened.push(made)
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  return { asked, url: `http://127.0.0.1:${(made.address() as AddressInfo).port}` }
}

const other = (url: string) => otherInstallation({ url, token: 'jw_secret' })
const older = (version: string) => version.replace(/^\d+\.\d+/, '0.0')

test('it is asked below the path of its address, with the token', async () => {
  const { asked, url } = await server(200, { engine: engineVersion, items: [{ name: 'sales', version: '1.0.0' }] })

  expect(await other(`${url}/jingwei`).packs()).toEqual([{ name: 'sales', version: '1.0.0' }])
  await other(url).ask('POST', '/pack-plans?action=import', new Uint8Array([1]))

  expect(asked).toMatchObject([
    { method: 'GET', url: '/jingwei/api/packs', headers: { authorization: 'Bearer jw_secret' } },
    { method: 'POST', url: '/api/pack-plans?action=import', headers: { 'content-type': 'application/octet-stream' } },
  ])
})

test.each([
  ['http://example.com', 'TLS'],
  ['http://127.0.0.1.example.com', 'TLS'],
  ['http://localhost.example.com', 'TLS'],
  ['https://somebody:secret@example.com', 'without a login'],
  ['ftp://example.com', 'https://'],
  ['example.com', 'https://'],
])('nothing is sent to %s', (url, reason) => {
  expect(() => other(url)).toThrow(expect.objectContaining({ code: 'push.bad_address' }))
  expect(() => other(url)).toThrow(reason)
})

test('an engine of another range of versions is named, with what to do', async () => {
  const [old, young] = [
    await server(200, { engine: older(engineVersion), items: [] }),
    await server(200, { engine: '99.0.0' }),
  ]
  const ancient = await server(200, { items: [] })

  await expect(other(old.url).packs()).rejects.toMatchObject({
    code: 'push.other_engine',
    message: expect.stringContaining('Update the engine there first'),
  })
  await expect(other(ancient.url).packs()).rejects.toThrow('an older engine;')
  await expect(other(young.url).packs()).rejects.toThrow('Update the engine here first')
})

test('a refusal says what the other server said', async () => {
  const { url } = await server(403, { code: 'access.missing_right', detail: 'You have no right.' })

  await expect(other(url).packs()).rejects.toMatchObject({
    code: 'push.refused',
    message: `${url} refused: You have no right. [access.missing_right]`,
    problem: { code: 'access.missing_right' },
  })
})

test('something else that answers is no Jingwei server', async () => {
  const page = await server(200, '<!doctype html>', { 'content-type': 'text/html' })
  const list = await server(200, '[]')

  await expect(other(page.url).packs()).rejects.toMatchObject({ code: 'push.no_jingwei' })
  await expect(other(list.url).packs()).rejects.toMatchObject({ code: 'push.no_jingwei' })
})

test('the token follows no redirect', async () => {
  const target = await server(200, { engine: engineVersion, items: [] })
  const { url } = await server(307, {}, { location: `${target.url}/api/packs` })

  await expect(other(url).packs()).rejects.toMatchObject({ code: 'push.unreachable' })
  expect(target.asked).toEqual([])
})

test('a server that is not there, or does not answer, is said so', async () => {
  const silent = http.createServer(() => {})
  opened.push(silent)
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo

  await expect(other('http://127.0.0.1:1').packs()).rejects.toMatchObject({ code: 'push.unreachable', status: 503 })
  await expect(otherInstallation({ url: `http://127.0.0.1:${port}`, token: 'x' }, 50).packs()).rejects.toThrow(
    'gave no answer in time. Look there',
  )
})
