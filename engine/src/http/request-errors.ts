import { InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable, type InputProblem } from '../base/errors.ts'

export { MissingRight } from '../access/require-right.ts'

/** The body, the query or the path does not fit what the operation takes. */
export class RequestInvalid extends InvalidInput {
  constructor(problems: InputProblem[]) {
    const first = problems[0]
    const where = first ? ` ${first.pointer || 'The body'}: ${first.message}.` : ''
    super('request.invalid', `The request does not fit this operation.${where}`, { status: 400, problems })
  }
}

export class BadJson extends InvalidInput {
  constructor(reason: string) {
    super('request.bad_json', `The body is not valid JSON: ${reason}`, { status: 400 })
  }
}

export class BodyTooLarge extends InvalidInput {
  constructor(limitBytes: number) {
    super('request.too_large', `The body is larger than ${limitBytes} bytes. Send less at once.`, { status: 413 })
  }
}

export class UnsupportedMediaType extends InvalidInput {
  constructor() {
    super('request.unsupported_media_type', 'Send the body as application/json.', { status: 415 })
  }
}

export class BadIfMatch extends InvalidInput {
  constructor(value: string) {
    super(
      'request.bad_if_match',
      `If-Match is the version of the record in quotes, e.g. "3"; it was ${value.slice(0, 40)}.`,
      { status: 400 },
    )
  }
}

export class BadIdempotencyKey extends InvalidInput {
  constructor() {
    super('request.bad_idempotency_key', 'An Idempotency-Key has 1 to 200 printable characters.', { status: 400 })
  }
}

export class UnknownPath extends NotFound {
  constructor(method: string, path: string) {
    super('request.unknown_path', `There is no operation ${method} ${path}. /api/openapi.json lists them.`)
  }
}

export class TooManyRequests extends Unavailable {
  constructor(retryAfterSeconds: number) {
    super('request.too_many', `Too many requests from this address. Try again in ${retryAfterSeconds} seconds.`, {
      status: 429,
      details: { retryAfterSeconds },
    })
  }
}

export class SessionEnded extends NotSignedIn {
  constructor(details: Record<string, unknown> = {}) {
    super('session.ended', 'Nobody is signed in, or the session has ended. Sign in again.', { details })
  }
}

export class AccessTokenEnded extends NotSignedIn {
  constructor() {
    super(
      'access_token.ended',
      'This access token is unknown, has ended, or was revoked. Make another one with POST /api/access-tokens or `jingwei token create`.',
    )
  }
}

export class TokenOutOfReach extends NotAllowed {
  constructor() {
    super(
      'access_token.out_of_reach',
      'An access token does not open this. Sign in, or make a token with the right that this operation names.',
    )
  }
}

export class PersonNeeded extends NotAllowed {
  constructor() {
    super('access_token.person_needed', 'A program can not decide this. Sign in and decide it yourself.')
  }
}

export class CsrfTokenMissing extends NotAllowed {
  constructor() {
    super(
      'session.csrf',
      'The header x-csrf-token is missing or belongs to another session. Read it from GET /api/session.',
    )
  }
}

export class ShuttingDown extends Unavailable {
  constructor() {
    super('server.stopping', 'This node is stopping. Try again in a moment.', { details: { retryAfterSeconds: 2 } })
  }
}
