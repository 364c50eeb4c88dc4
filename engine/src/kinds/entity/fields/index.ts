import type { FieldModel } from '../../../metadata/entity-model.ts'
import type { FieldContent } from '../content.ts'
import { booleanField } from './boolean.ts'
import { dateField } from './date.ts'
import { decimalField } from './decimal.ts'
import { enumField } from './enum.ts'
import type { FieldVariant } from './field-variant.ts'
import { instantField } from './instant.ts'
import { integerField } from './integer.ts'
import { linesField } from './lines.ts'
import { referenceField } from './reference.ts'
import { textField } from './text.ts'
import { textsField } from './texts.ts'

/** Every type of field; a new one is a file here and a line in this list. */
const fieldVariants: readonly FieldVariant[] = [
  linesField,
  textsField,
  booleanField,
  integerField,
  decimalField,
  dateField,
  instantField,
  referenceField,
  enumField,
  textField,
]

/** The variant that a field is written in. Total over contents that passed the schema. */
export const variantOf = (content: FieldContent): FieldVariant =>
  fieldVariants.find(each => each.matches(content)) ?? textField

export const variantOfType = (type: FieldModel['type']): FieldVariant => fieldVariants.find(each => each.type === type)!
