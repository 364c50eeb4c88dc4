import type { CliParts } from '../cli/commands/index.ts'
import { builtinFunctions } from '../host/builtin-functions.ts'
import { canonicalFiles } from '../host/canonical-files.ts'
import { comparePaths } from '../host/compare-paths.ts'
import { compilePacks } from '../host/compile-packs.ts'
import { planPackRename } from '../host/plan-pack-rename.ts'
import { runCases } from '../host/run-cases.ts'
import { simulateFlow } from '../host/simulate-flow.ts'
import { kinds } from '../kinds/index.ts'
import { verifyAudit } from './audit.ts'
import { purgeRemoved, removedData } from './data.ts'

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
    comparePaths: (before, after) => comparePaths(before, after, kinds),
    importFlow: async order => (await import('../kinds/flow/import/import-flow.ts')).importFlow(order),
    compareInstalled: async (...args) => (await import('./diff-command.ts')).compareInstalled(...args),
    planRename: rename => planPackRename(rename, { kinds, builtins: builtinFunctions }),
    runCases: packs => runCases({ ...packs, functions: functionsOf(packs) }),
    simulateFlow: (packs, order) => simulateFlow({ ...packs, functions: functionsOf(packs) }, order),
    replayRuns: async (...args) => (await import('./replay-command.ts')).replayRuns(...args),
    publishFolders: async (...args) => (await import('./publish-command.ts')).publishFolders(...args),
    restoreVersion: async (...args) => (await import('./publish-command.ts')).restoreVersion(...args),
    rollBack: async (...args) => (await import('./roll-back-command.ts')).rollBack(...args),
    buildPack: async order => (await import('./pack-command.ts')).buildPack(order),
    inspectPack: async (...args) => (await import('./pack-command.ts')).inspectPack(...args),
    makePackKey: async file => (await import('./pack-command.ts')).makePackKey(file),
    runPackPlan: async (...args) => (await import('./pack-command.ts')).runPackPlan(...args),
    exportPack: async (...args) => (await import('./pack-command.ts')).exportPack(...args),
    push: async order => (await import('./push-command.ts')).push(order),
    createToken: async (...args) => (await import('./token-command.ts')).createToken(...args),
    listTokens: async (...args) => (await import('./token-command.ts')).listTokens(...args),
    revokeToken: async (...args) => (await import('./token-command.ts')).revokeToken(...args),
    verifyAudit,
    removedData,
    purgeRemoved,
    startEngine: async (...args) => (await import('./start-engine.ts')).startEngine(...args),
  }
}

const functionsOf = (packs: object) => (packs as Awaited<ReturnType<typeof compilePacks>>).functions.all
