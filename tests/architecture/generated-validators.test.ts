import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validators } from '../../engine/src/gen/validators.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
// @ts-expect-error a plain script
import { validatorsFile, validatorsText } from '../../scripts/generate-validators.mjs'

test('the generated validators are as the schemas say; run node_modules/.bin/node scripts/generate-validators.mjs', () => {
  expect(readFileSync(validatorsFile, 'utf8') === validatorsText()).toBe(true)
})

test('every kind whose text is JSON has one, so that a browser never generates code', () => {
  const ids = kinds.filter(kind => !kind.parse).map(kind => (kind.schema as { $id: string }).$id)

  expect(ids.filter(id => !Object.hasOwn(validators, id))).toEqual([])
})
