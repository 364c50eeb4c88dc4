import { defineKind } from '../../metadata/kind.ts'
import { compileReferenceData } from './compile.ts'
import type { ReferenceDataContent } from './content.ts'
import { parseReferenceData } from './parse.ts'
import type { ReferenceDataModel } from './reference-data-model.ts'
import schema from './schema.json' with { type: 'json' }
import { referenceDataTree, writeReferenceData } from './write.ts'

/** Rows that belong to the configuration: calendars, code sets, region profiles. */
export const referenceDataKind = defineKind<ReferenceDataContent, ReferenceDataModel>({
  name: 'reference-data',
  folder: 'reference-data',
  suffix: '.jsonl',
  namedAfter: 'entity',
  schema,
  parse: parseReferenceData,
  compile: compileReferenceData,
  write: writeReferenceData,
  tree: referenceDataTree,
  // Values of rows are data: what is read by people in two languages has a field for each.
  texts: () => new Map(),
})
