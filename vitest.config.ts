import { defineConfig, type ViteUserConfig } from 'vitest/config'

// Workspaces are tested from their sources, not from what was last built.
const conditions = ['development', 'node', 'module']

type Project = Exclude<
  NonNullable<NonNullable<ViteUserConfig['test']>['projects']>[number],
  string | Function | Promise<unknown>
>

/** A suite of scripts/test.mjs. Long ones get more time and one worker: they measure, or kill processes. */
const suite = (name: string, include: string[], test: NonNullable<Project['test']> = {}): Project => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['development'] } },
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    ...test,
  },
})

const long = { testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false }

export default defineConfig({
  test: {
    // Two cores are what the build machines have; the databases of the tests live on the same ones.
    maxWorkers: 2,
    projects: [
      suite('architecture', ['tests/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      suite('unit', [
        '{engine,modules,plugins,designer,examples,scripts}/**/*.test.{ts,tsx}',
        'tests/support/**/*.test.ts',
      ]),
      suite('packs', ['tests/{packs,diagnostics}/**/*.test.ts'], { testTimeout: 60_000 }),
      suite('fuzz', ['tests/fuzz/**/*.test.ts'], long),
      suite('conformance', ['tests/conformance/**/*.test.ts'], { testTimeout: 60_000 }),
      suite('journeys', ['tests/journeys/**/*.test.ts'], { testTimeout: 60_000 }),
      suite('browser', ['tests/designer/**/*.test.ts'], long),
      suite('recovery', ['tests/recovery/**/*.test.ts'], long),
      suite('package', ['tests/package/**/*.test.ts'], long),
    ],
  },
})
