import fc from 'fast-check'
import { test } from 'vitest'
import { constructs } from './fixtures/constructs.ts'
import { expectLaws } from './fixtures/merge-laws.ts'
import { triples } from './fixtures/triples.ts'

const times = Number(process.env['JINGWEI_LONG'] ?? 1)

test.each(Object.entries(constructs))(
  'merging keeps its laws: %s',
  (name, construct) => {
    const kind = { name, schema: construct.schema }

    fc.assert(
      fc.property(triples(construct), three => expectLaws(kind, three)),
      { numRuns: 1000 * times },
    )
  },
  120_000 * times,
)
