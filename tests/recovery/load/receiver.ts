import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another system that is called with an idempotency key. */
export interface Receiver {
  url: string
  /** Keys by the order that they came for. */
  keys: Map<string, Set<string>>
  /** How often it was called, repetitions included. */
  calls(): number
  close(): Promise<void>
}

/** `slowMs`: how long a call may take, so that engines are killed in the middle of one. */
export async function openReceiver(slowMs: () => number): Promise<Receiver> {
  const keys = new Map<string, Set<string>>()
  let calls = 0
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      const { order, key } = JSON.parse(body) as { order: string; key: string }
      calls++
      keys.set(order, (keys.get(order) ?? new Set()).add(key))
      setTimeout(() => response.end(), slowMs())
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    keys,
    calls: () => calls,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
