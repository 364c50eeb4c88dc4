/**
 * The six bases of every error that Jingwei answers with (docs/errors.md lists the concrete ones).
 *
 * A concrete error is one small class with a stable `code` and a sentence that tells the reader what to do.
 * `http/problem-handler.ts` is the only place that turns them into `application/problem+json` (RFC 9457).
 */
export abstract class JingweiError extends Error {
  /** HTTP status of the answer. */
  abstract readonly status: number
  /** Stable, dotted, documented in docs/errors.md. */
  readonly code: string
  /** Extra members of the problem document. Never secrets, never personal data. */
  readonly details: Record<string, unknown>

  constructor(code: string, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = code
    this.details = options.details ?? {}
  }
}

/** One place in the input that is wrong: JSON pointer, stable code, sentence in the reader's words. */
export interface InputProblem {
  pointer: string
  code: string
  message: string
}

/** The request can't be understood (400) or is understood and not acceptable (422). */
export class InvalidInput extends JingweiError {
  readonly status: number
  readonly problems: InputProblem[]
  constructor(
    code: string,
    message: string,
    options: {
      status?: 400 | 413 | 415 | 422
      problems?: InputProblem[]
      details?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(code, message, options)
    this.status = options.status ?? 422
    this.problems = options.problems ?? []
  }
}

/** Nobody is signed in, or the session has ended (401). */
export class NotSignedIn extends JingweiError {
  readonly status = 401
}

/** The person may not do this (403); the message names the missing right and whom to ask. */
export class NotAllowed extends JingweiError {
  readonly status = 403
}

/** There is no such thing, or the person may not know that there is (404). */
export class NotFound extends JingweiError {
  readonly status = 404
}

/** Something changed meanwhile (409); the message says what happened and what to do. */
export class Conflict extends JingweiError {
  readonly status: number
  constructor(
    code: string,
    message: string,
    options: { status?: 409 | 412; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(code, message, options)
    this.status = options.status ?? 409
  }
}

/** Try again later (503, with Retry-After). */
export class Unavailable extends JingweiError {
  readonly status: number
  constructor(
    code: string,
    message: string,
    options: { status?: 429 | 503; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(code, message, options)
    this.status = options.status ?? 503
  }
}

/** A fault of ours (500). The reader sees only the request id. */
export class Defect extends JingweiError {
  readonly status = 500
}
