import type { FieldModel, FieldType } from '../../../metadata/entity-model.ts'
import type { FieldContent } from '../content.ts'

/** What is wrong with the form of a field, at one of its keys. */
export interface FieldFault {
  key: keyof FieldContent
  code: string
  message: string
}

/** One type of field: how authors write it, what it is in expressions, and what clients may send. */
export interface FieldVariant {
  type: FieldType
  /** True when a field is written in this form. The first variant that matches is taken. */
  matches(content: FieldContent): boolean
  /** Keys that the form may have beside those that every field may have. */
  keys: readonly (keyof FieldContent)[]
  /** The members of the model that only this type has. */
  read(content: FieldContent): Partial<FieldModel>
  /** Faults that the schema can't say. */
  check?(content: FieldContent): FieldFault[]
  /** Faults of a literal default: a sentence, or undefined when it is right. */
  checkDefault?(value: unknown, content: FieldContent): string | undefined
  /** JSON Schema of a value as clients send and receive it, without null. */
  schema(field: FieldModel): Record<string, unknown>
}

/** Keys of every field, whatever its type. */
export const COMMON_KEYS: readonly (keyof FieldContent)[] = [
  'type',
  'title',
  'description',
  'readOnly',
  'x-sensitivity',
  'x-renamed-from',
]

/** Keys of every field that holds one value. */
export const VALUE_KEYS: readonly (keyof FieldContent)[] = ['default', 'x-default', 'x-computed', 'x-lookup']
