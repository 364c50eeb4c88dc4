import cookie from '@fastify/cookie'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { newId } from '../base/ids.ts'
import { appModelRoute } from './app-model/app-model-route.ts'
import { accessTokenRoutes } from './authentication/access-token-routes.ts'
import { limitPrograms } from './authentication/bearer-token.ts'
import { sessionRoutes } from './authentication/session-routes.ts'
import { closeConnections } from './close-connections.ts'
import { definitionRoutes } from './definition-routes.ts'
import { healthRoute } from './health.ts'
import type { HttpParts } from './http-parts.ts'
import { mountRoutes } from './mount-routes.ts'
import { openApiRoute } from './open-api/open-api-route.ts'
import { packRoutes } from './pack-routes/pack-routes.ts'
import { problemHandler } from './problem-handler.ts'
import { problemPages } from './problem-pages.ts'
import { draftRoutes } from './publishing-routes/draft-routes.ts'
import { publicationRoutes } from './publishing-routes/publication-routes.ts'
import { rollBackRoutes } from './publishing-routes/roll-back-routes.ts'
import { versionRoutes } from './publishing-routes/version-routes.ts'
import { ShuttingDown, UnknownPath } from './request-errors.ts'
import { requestValidator } from './request-validator.ts'
import { securityHeaders } from './security-headers.ts'
import { staticFiles, wantsPage } from './static-files.ts'

/** Definitions are the largest that people send; files go another way. */
const BODY_LIMIT = 1_048_576

/** The Fastify application, ready to listen or to be injected. Closing it finishes running requests first. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: () => newId(),
    // Requests on open connections are answered with 503 while running ones finish.
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  // Every body is JSON; Fastify would take plain text too.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(requestValidator)
  app.setErrorHandler(problemHandler(parts.log))
  await securityHeaders(app, parts.settings.publicUrl)
  await app.register(cookie)
  await app.register(compress, { global: true, threshold: 2048, encodings: ['gzip', 'br'] })
  await app.register(rateLimit, { global: false })
  closeConnections(app)
  logRequests(app, parts)
  limitPrograms(app)
  healthRoute(app, parts)
  sessionRoutes(app, parts)
  accessTokenRoutes(app, parts)
  mountRoutes(app, parts)
  definitionRoutes(app, parts)
  versionRoutes(app, parts)
  draftRoutes(app, parts)
  publicationRoutes(app, parts)
  rollBackRoutes(app, parts)
  await packRoutes(app, parts)
  appModelRoute(app, parts)
  openApiRoute(app, parts)
  problemPages(app)
  await pages(app, parts.settings.designerFolder)
  await app.ready()
  return app
}

async function pages(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder !== null) await staticFiles(app, folder)
  app.setNotFoundHandler((request, reply) => {
    if (folder !== null && wantsPage(request.method, request.url, request.headers.accept))
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    throw new UnknownPath(request.method, request.url.split('?')[0]!)
  })
}

/** One line per request, without address, query or body: those can be personal. */
function logRequests(app: FastifyInstance, { log }: HttpParts): void {
  let closing = false
  app.addHook('preClose', async () => void (closing = true))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (closing) throw new ShuttingDown()
  })
  app.addHook('onResponse', async (request, reply) => {
    const durationMs = Math.round(reply.elapsedTime * 10) / 10
    const route = request.routeOptions.url ?? 'unknown'
    log.debug(
      { requestId: request.id, method: request.method, route, status: reply.statusCode, durationMs },
      'request answered',
    )
  })
}
