import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Session } from '../../runtime/accounts.ts'
import type { SignedInPerson } from '../../runtime/principals.ts'
import type { HttpParts } from '../http-parts.ts'
import { CsrfTokenMissing, SessionEnded, TokenOutOfReach } from '../request-errors.ts'
import { bearerOf } from './bearer-token.ts'
import { readSessionCookie } from './session-cookie.ts'

export interface SignedIn {
  token: string
  session: Session
  person: SignedInPerson
}

/**
 * Who sends this request. Throws SessionEnded; CsrfTokenMissing for a changing request without the session's token;
 * TokenOutOfReach for a program.
 */
export async function signedIn(request: FastifyRequest, parts: HttpParts): Promise<SignedIn> {
  if (bearerOf(request) !== undefined) throw new TokenOutOfReach()
  const found = await findSignedIn(request, parts)
  if (!found) throw new SessionEnded()
  if (request.method !== 'GET' && !sameToken(request.headers['x-csrf-token'], found.session.csrfToken))
    throw new CsrfTokenMissing()
  return found
}

export async function findSignedIn(request: FastifyRequest, parts: HttpParts): Promise<SignedIn | undefined> {
  const token = readSessionCookie(request)
  if (!token) return undefined
  const session = await parts.accounts.session(token)
  const person = session && (await parts.principals.find(session.accountId))
  return session && person && { token, session, person }
}

function sameToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
