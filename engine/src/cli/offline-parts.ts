import { builtinFunctions } from '../host/builtin-functions.ts'
import { canonicalFiles } from '../host/canonical-files.ts'
import { compilePacks, type CompiledPacks } from '../host/compile-packs.ts'
import { runCases } from '../host/run-cases.ts'
import { kinds } from '../kinds/index.ts'
import type { FmtParts } from './commands/fmt.ts'
import type { TestParts } from './commands/test.ts'

/** What the commands on pack folders need: no database, no settings. */
export function offlineParts(): TestParts & FmtParts {
  return {
    compilePacks: folders => compilePacks(folders, { kinds, builtins: builtinFunctions }),
    canonicalFiles: folders => canonicalFiles(folders, kinds),
    runCases: (packs: CompiledPacks) => runCases({ ...packs, functions: packs.functions.all }),
  }
}
