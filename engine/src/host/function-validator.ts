import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { isDecimalText } from '../base/decimal.ts'
import type { InputProblem } from '../base/errors.ts'

/** Returns the faults of a value, empty when there are none. */
export type Validator = (value: unknown) => InputProblem[]

/** Compiles a schema of a module's function once. Throws Ajv's error when the schema itself is wrong. */
export function functionValidator(schema: Record<string, unknown>): Validator {
  const validate = ajv.compile(schema)
  return value => (validate(value) ? [] : (validate.errors ?? []).map(problem))
}

// allErrors stays off: input comes from data of any size, and one fault is enough to refuse a call.
const ajv = new Ajv2020({ strictTypes: false, strictRequired: false, allErrors: false })
formats.default(ajv)
ajv.addFormat('decimal', isDecimalText)

const problem = (error: ErrorObject): InputProblem => ({
  pointer: error.instancePath,
  code: error.keyword,
  message: error.message ?? error.keyword,
})
