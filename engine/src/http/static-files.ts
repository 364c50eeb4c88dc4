import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * The built designer: hashed files for ever, index.html always asked for, precompressed variants where the build made
 * them. Every other path that a browser opens is a page of the designer.
 */
export async function staticFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.resolve(folder),
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const lasting = file.includes(`${path.sep}assets${path.sep}`)
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** True for a request of a browser that wants to see a page. */
export function wantsPage(method: string, url: string, accept: string | undefined): boolean {
  return (
    method === 'GET' && !/^\/(api|problems|health|assets)(\/|\?|$)/.test(url) && (accept ?? '').includes('text/html')
  )
}
