import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'

/** Helmet's headers on every answer. They are the same for all, so they are made once and not for each request. */
export async function securityHeaders(app: FastifyInstance, publicUrl: string | null): Promise<void> {
  const headers = await made(publicUrl)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

/** What helmet adds to an answer that says nothing. */
async function made(publicUrl: string | null): Promise<Record<string, string>> {
  const [plain, guarded] = [Fastify(), Fastify()]
  await guarded.register(helmet, helmetOptions(publicUrl))
  const [without, withHelmet] = await Promise.all([plain, guarded].map(answer))
  await Promise.all([plain.close(), guarded.close()])
  return Object.fromEntries(Object.entries(withHelmet!).filter(([name]) => !Object.hasOwn(without!, name)))
}

async function answer(app: FastifyInstance): Promise<Record<string, string>> {
  app.get('/', (_request, reply) => reply.send())
  return (await app.inject('/')).headers as Record<string, string>
}

function helmetOptions(publicUrl: string | null) {
  const secure = publicUrl?.startsWith('https:') ?? false
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Ant Design writes its rules into style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
  }
}
