import { columnKeys } from './column-keys.ts'
import type { FormatVariant } from './format-variant.ts'

/** A list of objects; decimals are strings, as in the API. */
export const json: FormatVariant = {
  name: 'json',
  own: [],
  needed: [],
  compile: ({ columns }) => ({
    type: 'json',
    mediaType: 'application/json',
    extension: 'json',
    keys: columnKeys(columns),
  }),
}
