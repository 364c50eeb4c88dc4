import type { FastifyInstance } from 'fastify'

const LOOK_AGAIN_MS = 50

/**
 * Closes every connection as soon as the server is to be closed and no request runs any more. Browsers open connections in
 * advance: Node does not count one on which nothing was ever asked as idle, and would wait for it.
 */
export function closeConnections(app: FastifyInstance): void {
  let running = 0
  let looking: NodeJS.Timeout | undefined
  app.addHook('onRequest', async (_request, reply) => {
    running++
    reply.raw.once('close', () => running--)
  })
  app.addHook('preClose', async () => {
    looking = setInterval(() => running === 0 && app.server.closeAllConnections(), LOOK_AGAIN_MS)
  })
  app.addHook('onClose', async () => clearInterval(looking))
}
