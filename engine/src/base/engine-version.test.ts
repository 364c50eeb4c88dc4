import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { engineVersion } from './engine-version.ts'

test('the version that packs are compared with is that of the package', () => {
  expect(engineVersion).toBe(manifest.version)
})
