import net from 'node:net'
import { once } from 'node:events'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { closeConnections } from './close-connections.ts'

/** A server that answers when it is told to. */
async function listening() {
  const app = Fastify({ forceCloseConnections: 'idle' })
  closeConnections(app)
  const { promise: told, resolve: answer } = Promise.withResolvers<void>()
  app.get('/', async () => told.then(() => 'done'))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as net.AddressInfo
  return { app, answer, port }
}

async function connected(port: number): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

test('closing does not wait for a connection that a browser opened in advance', async () => {
  const { app, port } = await listening()
  const accepted = once(app.server, 'connection')
  const gone = once(await connected(port), 'close')
  await accepted

  await app.close()

  await gone
})

test('closing waits for a running request, whose answer comes whole', async () => {
  const { app, answer, port } = await listening()
  const idle = await connected(port)
  const begun = once(app.server, 'request')
  const asked = fetch(`http://127.0.0.1:${port}/`)
  await begun

  const closed = app.close()
  answer()

  expect(await (await asked).text()).toBe('done')
  await closed
  idle.destroy()
})
