import { silentLog } from '../base/log.ts'
import type { CliParts } from '../cli/commands/index.ts'
import { builtinFunctions } from '../host/builtin-functions.ts'
import { canonicalFiles } from '../host/canonical-files.ts'
import { compilePacks } from '../host/compile-packs.ts'
import { runCases } from '../host/run-cases.ts'
import { kinds } from '../kinds/index.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { verifyAudit } from './audit.ts'
import { readPacks } from './installation-packs.ts'

/**
 * What the commands need of the engine. Nothing is opened before a command asks, and what only a running engine needs is
 * not even loaded: `check` and `test` are called all day.
 */
export function cliParts(): CliParts {
  const cwd = process.cwd()
  return {
    cwd,
    environment: process.env,
    compilePacks: folders => compilePacks(folders, { kinds, builtins: builtinFunctions }),
    canonicalFiles: folders => canonicalFiles(folders, kinds),
    runCases: packs => runCases({ ...packs, functions: functionsOf(packs) }),
    publishPacks: async (configuration, folders, note) => {
      const { openEngine } = await import('./open-engine.ts')
      const packs = await readPacks(folders, configuration.root)
      const engine = await openEngine({ configuration, packs, log: silentLog })
      try {
        return await engine.publisher.publishPacks(packs, systemPrincipal, note)
      } finally {
        await engine.close()
      }
    },
    verifyAudit,
    startEngine: async (...args) => (await import('./start-engine.ts')).startEngine(...args),
  }
}

const functionsOf = (packs: object) => (packs as Awaited<ReturnType<typeof compilePacks>>).functions.all
