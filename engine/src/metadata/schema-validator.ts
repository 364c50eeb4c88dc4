import { linearPattern } from '../base/linear-pattern.ts'

/** A compiled JSON Schema, in the form that Ajv gives it. */
export interface SchemaValidator {
  (value: unknown): boolean
  errors?: readonly SchemaError[] | null
}

/** One error of Ajv. */
export interface SchemaError {
  instancePath: string
  keyword: string
  params: Record<string, any>
  message?: string
  /** Of an error about a key itself. */
  propertyName?: string
}

const validators = new WeakMap<object, Promise<SchemaValidator>>()

/**
 * The validator of a schema, made once. The schemas of our own kinds have a generated one under their `$id`, so that a
 * browser under our content security policy never generates code; any other schema is compiled by Ajv.
 */
export function schemaValidator(schema: object): Promise<SchemaValidator> {
  let validator = validators.get(schema)
  if (!validator) validators.set(schema, (validator = generated(schema).then(found => found ?? compile(schema))))
  return validator
}

async function generated(schema: { $id?: unknown }): Promise<SchemaValidator | undefined> {
  const { validators: known } = await import('../gen/validators.ts')
  return typeof schema.$id === 'string' && Object.hasOwn(known, schema.$id) ? known[schema.$id] : undefined
}

async function compile(schema: object): Promise<SchemaValidator> {
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const ajv = new Ajv2020({ allErrors: true, strict: false, code: { regExp: linearPattern } })
  return ajv.compile(schema) as SchemaValidator
}
