import { nearest } from '../base/nearest.ts'
import type { Diagnostic } from './diagnostic.ts'
import { pointerTo, pointerTokens, valueAt } from './json-pointer.ts'
import type { Place } from './kind.ts'
import { schemaPlace, type SchemaPlace } from './schema-walk.ts'
import { schemaValidator, type SchemaError } from './schema-validator.ts'

export interface CheckedContent {
  content: unknown
  file: string
  locate(pointer: string): Place
  locateKey(pointer: string): Place
}

/**
 * Checks a content against the schema of its kind. Every fault carries the pointer of the wrong value, or of the key that
 * must not be there.
 */
export async function checkSchema(checked: CheckedContent, schema: object): Promise<Diagnostic[]> {
  const validator = await schemaValidator(schema)
  if (validator(checked.content)) return []
  return withoutEchoes(validator.errors ?? []).map(error => toDiagnostic(error, checked, schema))
}

/**
 * Errors that only repeat another: `if` and `oneOf` beside those of their branches, what is wrong with a key beside that it
 * is, a second one at the same place.
 */
function withoutEchoes(errors: readonly SchemaError[]): SchemaError[] {
  const own = errors.filter(error => error.keyword !== 'if' && error.propertyName === undefined)
  const branching = new Set(['oneOf', 'anyOf'])
  const direct = own.filter(error => !branching.has(error.keyword))
  const kept = direct.length === 0 ? own : direct
  const seen = new Set<string>()
  return kept.filter(error => {
    const at = `${error.keyword} ${placeOf(error)}`
    return seen.has(at) ? false : seen.add(at)
  })
}

const unknownKeyOf = (error: SchemaError): string | undefined =>
  error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties'
    ? (error.params['additionalProperty'] ?? error.params['unevaluatedProperty'])
    : error.keyword === 'propertyNames'
      ? error.params['propertyName']
      : undefined

const placeOf = (error: SchemaError): string => {
  const key = unknownKeyOf(error)
  return key === undefined ? error.instancePath : pointerTo(error.instancePath, key)
}

function toDiagnostic(error: SchemaError, checked: CheckedContent, schema: object): Diagnostic {
  const pointer = placeOf(error)
  const key = unknownKeyOf(error)
  const place = key === undefined ? checked.locate(pointer) : checked.locateKey(pointer)
  const { code, message, candidates } = explain(error, checked, schema)
  const asked = key ?? valueAt(checked.content, pointer)
  const meant = candidates && typeof asked === 'string' ? nearest(asked, candidates) : undefined
  return {
    code,
    severity: 'error',
    message: meant === undefined ? message : `${message} Did you mean "${meant}"?`,
    file: checked.file,
    ...place,
    pointer,
    ...(meant === undefined ? {} : { nearest: meant }),
  }
}

interface Explanation {
  code: string
  message: string
  candidates?: readonly string[]
}

function explain(error: SchemaError, checked: CheckedContent, schema: object): Explanation {
  const { params, keyword } = error
  const what = error.instancePath === '' ? 'This definition' : `"${pointerTokens(error.instancePath).at(-1)}"`
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const known = placeIn(schema, error.instancePath).keys()
      return {
        code: 'schema.unknown_key',
        message: `"${unknownKeyOf(error)}" is not a known key here.`,
        candidates: known,
      }
    }
    case 'propertyNames':
      return {
        code: 'schema.invalid_name',
        message: `"${params['propertyName']}" can't be a name: use lower-case letters, digits and underscores, beginning with a letter, at most 63.`,
      }
    case 'required':
      return { code: 'schema.missing_key', message: `${what} needs the key "${params['missingProperty']}".` }
    case 'type':
      return { code: 'schema.wrong_type', message: `${what} must be of type ${[params['type']].flat().join(' or ')}.` }
    case 'enum':
      return oneOfValues(what, params['allowedValues'], valueAt(checked.content, error.instancePath))
    case 'const':
      return oneOfValues(what, [params['allowedValue']], undefined)
    case 'pattern':
      return { code: 'schema.pattern', message: `${what} must match ${params['pattern']}.` }
    default:
      return { code: 'schema.invalid', message: `${what} ${error.message ?? `fails "${keyword}"`}.` }
  }
}

function oneOfValues(what: string, allowed: unknown[], value: unknown): Explanation {
  const given = typeof value === 'string' ? `, not "${value}"` : ''
  return {
    code: 'schema.not_allowed',
    message: `${what} must be ${allowed.map(each => JSON.stringify(each)).join(' or ')}${given}.`,
    candidates: allowed.filter(each => typeof each === 'string'),
  }
}

const placeIn = (schema: object, pointer: string): SchemaPlace =>
  pointerTokens(pointer).reduce((place, token) => place.child(token), schemaPlace(schema))
