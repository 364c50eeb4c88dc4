import type { FastifyRequest } from 'fastify'
import type { SignedInPerson } from '../../runtime/principals.ts'
import type { HttpParts } from '../http-parts.ts'
import { AccessTokenEnded, PersonNeeded } from '../request-errors.ts'
import { bearerOf } from './bearer-token.ts'
import { signedIn } from './signed-in.ts'

/** Who asks: a person in a browser, or a program that acts for one. */
export interface Caller {
  person: SignedInPerson
  /** How he reached us, as audit entries say it: `http`, or `token <id>` for a program. */
  cause: string
}

/**
 * The person of the session, or, where the request brings an access token, its person with the rights of the token.
 * Throws SessionEnded, CsrfTokenMissing, AccessTokenEnded.
 */
export async function callerOf(request: FastifyRequest, parts: HttpParts): Promise<Caller> {
  const token = bearerOf(request)
  if (token === undefined) return { person: (await signedIn(request, parts)).person, cause: 'http' }
  const holder = await parts.accessTokens.find(token)
  const person = holder && (await parts.principals.find(holder.accountId))
  if (!holder || !person) throw new AccessTokenEnded()
  const principal = { ...person.principal, programRights: holder.rights }
  return { person: { ...person, principal }, cause: `token ${holder.id}` }
}

/** Some decisions are a person's own: a token that was stolen must not be the second pair of eyes. Throws PersonNeeded. */
export function refuseProgram({ cause }: Pick<Caller, 'cause'>): void {
  if (cause !== 'http') throw new PersonNeeded()
}
