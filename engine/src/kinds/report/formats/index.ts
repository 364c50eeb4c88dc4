import { csv } from './csv.ts'
import type { FormatVariant } from './format-variant.ts'
import { json } from './json.ts'
import { pdf } from './pdf.ts'
import { xlsx } from './xlsx.ts'
import { xml } from './xml.ts'

/** All formats. A new one is a file here, a line in this list and a value of `type` in schema.json. */
export const formatVariants: readonly FormatVariant[] = [xlsx, csv, xml, json, pdf]
