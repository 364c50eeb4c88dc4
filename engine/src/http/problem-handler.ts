import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Defect, InvalidInput, JingweiError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { BadJson, BodyTooLarge, RequestInvalid, TooManyRequests, UnsupportedMediaType } from './request-errors.ts'

/** The only place that turns errors into `application/problem+json` (RFC 9457). */
export function problemHandler(log: Log) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = translated(error, request)
    if (known instanceof Defect || known.status >= 500)
      log.error({ requestId: request.id, code: known.code, err: known.cause ?? known }, 'request failed')
    return sendProblem(reply, known, request.id)
  }
}

export function sendProblem(reply: FastifyReply, error: JingweiError, requestId: string): FastifyReply {
  const { retryAfterSeconds } = error.details
  if (error.status === 503 || typeof retryAfterSeconds === 'number')
    reply.header('retry-after', String(retryAfterSeconds ?? 2))
  return reply
    .code(error.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(error, requestId)))
}

function problemOf(error: JingweiError, requestId: string): Record<string, unknown> {
  const hidden = error instanceof Defect
  return {
    ...(hidden ? {} : error.details),
    type: `/problems/${error.code}`,
    title: titleOf(error),
    status: error.status,
    // A fault of ours tells the reader nothing but where to find it in the log.
    detail: hidden
      ? `Something went wrong on our side. Tell the administrator the request id ${requestId}.`
      : error.message,
    instance: requestId,
    code: error.code,
    ...(error instanceof InvalidInput && error.problems.length > 0 ? { errors: error.problems } : {}),
  }
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable',
  428: 'Version needed',
  429: 'Too many requests',
  500: 'Our fault',
  503: 'Try again later',
}

const titleOf = (error: JingweiError): string => TITLES[error.status] ?? 'Problem'

function translated(error: FastifyError | Error, request: FastifyRequest): JingweiError {
  if (error instanceof JingweiError) return error
  const { code, statusCode } = error as FastifyError
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new BodyTooLarge(request.routeOptions.bodyLimit ?? 0)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new UnsupportedMediaType()
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return new BadJson('it can not be read')
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return new BadJson('it is empty')
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return new BadJson('its length is not what Content-Length says')
  if (statusCode === 429) return new TooManyRequests(60)
  if (error instanceof SyntaxError && statusCode === 400) return new BadJson(error.message)
  if (statusCode === 400) return new RequestInvalid([{ pointer: '', code: 'request.invalid', message: error.message }])
  return new UnexpectedFault(error)
}

class UnexpectedFault extends Defect {
  constructor(cause: unknown) {
    super('server.fault', 'An error that nobody expected.', { cause })
  }
}
