import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpSettings } from '../http-parts.ts'

const NAME = 'jw_session'

export const readSessionCookie = (request: FastifyRequest): string | undefined => request.cookies[NAME]

/** HttpOnly: scripts can't read it. Lax: other sites' forms don't send it. */
export function setSessionCookie(reply: FastifyReply, token: string, settings: HttpSettings): void {
  reply.setCookie(NAME, token, attributes(settings))
}

export function clearSessionCookie(reply: FastifyReply, settings: HttpSettings): void {
  reply.clearCookie(NAME, attributes(settings))
}

const attributes = ({ publicUrl }: HttpSettings) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl?.startsWith('https:') ?? false }) as const
