import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import { linearPattern } from '../base/linear-pattern.ts'
import { RequestInvalid } from './request-errors.ts'

const options = { allErrors: true, strict: false, code: { regExp: linearPattern } } as const
/** Bodies are taken as they are: a number where a text belongs is the client's fault, not ours to guess. */
const bodies = withFormats(new Ajv2020(options))
/** Query strings are text; numbers and booleans in them are read, and single values become lists where one belongs. */
const strings = withFormats(new Ajv2020({ ...options, coerceTypes: 'array', useDefaults: true }))

/** Checks requests against the routes' schemas; faults come with their JSON pointer. */
export const requestValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? bodies : strings).compile(schema)
  return value => {
    if (validate(value)) return { value }
    return { error: new RequestInvalid((validate.errors ?? []).map(problem)) }
  }
}

function problem(error: ErrorObject) {
  const extra = error.params as { additionalProperty?: string; missingProperty?: string; unevaluatedProperty?: string }
  const name = extra.additionalProperty ?? extra.unevaluatedProperty ?? extra.missingProperty
  const pointer = name === undefined ? error.instancePath : `${error.instancePath}/${name}`
  return {
    pointer,
    code: `request.${error.keyword.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)}`,
    message: error.message ?? 'is not valid',
  }
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  formats.default(ajv)
  return ajv
}
