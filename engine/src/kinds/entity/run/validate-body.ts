import type { ErrorObject, ValidateFunction } from 'ajv'
import addFormatsModule from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { InputProblem } from '../../../base/errors.ts'
import { linearPattern } from '../../../base/linear-pattern.ts'
import { nearest } from '../../../base/nearest.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import { pointerTokens, pointerTo } from '../../../metadata/json-pointer.ts'
import { recordSchema, type RecordSchemaUse } from '../record-schema.ts'
import { RecordInvalid } from './errors.ts'

type Body = Record<string, unknown>

/** More problems than a person can read at once are not worth the time to find. */
const MAX_PROBLEMS = 50

const validators = new WeakMap<EntityModel, Map<RecordSchemaUse, ValidateFunction>>()

/** Checks what a client sent against the entity's schema, compiled once per version. Throws RecordInvalid. */
export function validateBody(model: EntityModel, use: Exclude<RecordSchemaUse, 'record'>, body: unknown): Body {
  const validate = validatorOf(model, use)
  const problems = validate(body)
    ? unsafeTexts(body, '')
    : (validate.errors ?? []).map(error => problemOf(model, error))
  if (problems.length > 0) throw new RecordInvalid(model, distinct(problems).slice(0, MAX_PROBLEMS))
  return body as Body
}

function validatorOf(model: EntityModel, use: RecordSchemaUse): ValidateFunction {
  let ofModel = validators.get(model)
  if (ofModel === undefined) validators.set(model, (ofModel = new Map()))
  let validate = ofModel.get(use)
  if (validate === undefined) ofModel.set(use, (validate = newAjv().compile(recordSchema(model, use))))
  return validate
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, code: { regExp: linearPattern } })
  const addFormats = addFormatsModule as unknown as (ajv: Ajv2020, formats: string[]) => void
  addFormats(ajv, ['uuid', 'date', 'date-time'])
  // The pattern of the field says how many digits; the format is only a name.
  ajv.addFormat('decimal', true)
  return ajv
}

const ofSystem = new WeakMap<EntityModel, EntityModel>()

/**
 * The entity as flows and functions write it: a field that its author marked as read-only is read-only for people. What is
 * computed, looked up or numbered, and the state, nobody writes.
 */
export function writtenBySystem(model: EntityModel): EntityModel {
  let opened = ofSystem.get(model)
  if (opened === undefined) {
    const open = (field: FieldModel): FieldModel => {
      const isMade =
        field.computed ?? field.lookup ?? field.sequence ?? (field.name === model.states?.field || undefined)
      const lines = field.fields === undefined ? {} : { fields: field.fields.map(open) }
      return { ...field, ...lines, readOnly: isMade !== undefined }
    }
    const fields = model.fields.map(open)
    opened = { ...model, fields, byName: Object.fromEntries(fields.map(field => [field.name, field])) }
    ofSystem.set(model, opened)
  }
  return opened
}

/** PostgreSQL keeps neither the character 0 nor half of a surrogate pair. */
function unsafeTexts(value: unknown, at: string): InputProblem[] {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return []
    return [
      {
        pointer: at,
        code: 'record.bad_character',
        message: 'The text contains characters that are no text (code 0 or half a character). Remove them.',
      },
    ]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => unsafeTexts(part, pointerTo(at, key)))
}

function problemOf(model: EntityModel, error: ErrorObject): InputProblem {
  const field = fieldAt(model, error.instancePath)
  const title = field === undefined ? '' : `"${field.title}" `
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(model, error)
    case 'required': {
      const name = String(error.params['missingProperty'])
      const missing = fieldAt(model, pointerTo(error.instancePath, name))
      return {
        pointer: pointerTo(error.instancePath, name),
        code: 'record.required',
        message: `"${missing?.title ?? name}" must have a value.`,
      }
    }
    case 'type':
      return wrongType(error, field, title)
    case 'maxLength':
      return at(error, 'record.too_long', `${title}may have ${error.params['limit']} characters at most.`)
    case 'minLength':
    case 'minItems':
      return at(error, 'record.required', `${title}must have a value.`)
    case 'maxItems':
      return at(error, 'record.too_many', `${title}may have ${error.params['limit']} entries at most.`)
    case 'enum':
      return at(
        error,
        'record.not_an_option',
        `${title}must be one of ${(error.params['allowedValues'] as unknown[]).filter(v => v !== null).join(', ')}.`,
      )
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return at(error, 'record.out_of_range', `${title}must be ${error.params['comparison']} ${error.params['limit']}.`)
    default:
      return at(error, 'record.bad_format', `${title}${formatAdvice(field)}`)
  }
}

const at = (error: ErrorObject, code: string, message: string): InputProblem => ({
  pointer: error.instancePath,
  code,
  message,
})

function unknownField(model: EntityModel, error: ErrorObject): InputProblem {
  const name = String(error.params['additionalProperty'])
  const pointer = pointerTo(error.instancePath, name)
  if (fieldAt(model, pointer) !== undefined || name === '_labels')
    return { pointer, code: 'record.read_only_field', message: `${name} is set by the server. Leave it out.` }
  const known = (fieldAt(model, error.instancePath)?.fields ?? model.fields).map(field => field.name)
  const meant = nearest(name, known)
  return {
    pointer,
    code: 'record.unknown_field',
    message: `There is no field ${name}${meant === undefined ? '' : ` (did you mean ${meant}?)`}. Remove it.`,
  }
}

function wrongType(error: ErrorObject, field: FieldModel | undefined, title: string): InputProblem {
  if (field?.type === 'decimal' && typeof error.data === 'number')
    return at(
      error,
      'record.number_for_decimal',
      `${title}is a decimal and is sent as text: "${error.data}", not ${error.data}.`,
    )
  const wished = [error.params['type']].flat().filter(type => type !== 'null')
  return at(error, 'record.wrong_type', `${title === '' ? 'The body ' : title}must be of type ${wished.join(' or ')}.`)
}

function formatAdvice(field: FieldModel | undefined): string {
  switch (field?.type) {
    case 'decimal':
      return `must be a decimal number as text, with ${field.scale ?? 0} digits after the point at most.`
    case 'date':
      return 'must be a date such as 2026-03-01.'
    case 'instant':
      return 'must be a moment such as 2026-03-01T08:00:00Z.'
    case 'reference':
      return 'must be the id of a record.'
    default:
      return 'does not have the form that is asked for.'
  }
}

/** The field that a pointer into a body leads to: `/lines/0/price` is field price of lines. */
function fieldAt(model: EntityModel, pointer: string): FieldModel | undefined {
  const [name, , line] = pointerTokens(pointer)
  if (name === undefined || !Object.hasOwn(model.byName, name)) return undefined
  const field = model.byName[name]
  return line === undefined ? field : field?.fields?.find(each => each.name === line)
}

/** A null in the wrong place is named by `type` and by `enum`; one of them is enough. */
const distinct = (problems: InputProblem[]): InputProblem[] => [...new Map(problems.map(p => [p.pointer, p])).values()]
