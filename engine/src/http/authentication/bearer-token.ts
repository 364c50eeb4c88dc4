import type { FastifyInstance, FastifyRequest } from 'fastify'
import { TooManyRequests } from '../request-errors.ts'

/** The token of `Authorization: Bearer …`; undefined when the request brings none. */
export function bearerOf({ headers }: FastifyRequest): string | undefined {
  const [scheme, token] = (headers.authorization ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : undefined
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation is made for programs. */
    forPrograms?: boolean
  }
}

const PER_MINUTE = 300

/**
 * Programs ask in loops, and guess faster than people: so many requests with tokens from one address, no more. Operations
 * that are made for programs are not counted: a worker that is busy asks often.
 */
export function limitPrograms(app: FastifyInstance): void {
  const count = app.createRateLimit({ max: PER_MINUTE, timeWindow: '1 minute' })
  app.addHook('onRequest', async request => {
    if (bearerOf(request) === undefined || request.routeOptions.config.forPrograms === true) return
    const found = await count(request)
    if (!found.isAllowed && found.isExceeded) throw new TooManyRequests(found.ttlInSeconds)
  })
}
