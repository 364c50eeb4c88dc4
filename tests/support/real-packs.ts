import path from 'node:path'
import { builtinFunctions } from '../../engine/src/host/builtin-functions.ts'
import { compilePacks } from '../../engine/src/host/compile-packs.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import type { CompileInput } from '../../engine/src/metadata/compile-definitions.ts'

const repository = path.resolve(import.meta.dirname, '../..')

/** The packs of definitions/ as they are on disk, with the functions of their modules. Folders are named as in the repository. */
export async function realPacks(): Promise<CompileInput> {
  const top = path.join(repository, 'definitions/medical-device')
  const { folders, functions } = await compilePacks([top], { kinds, builtins: builtinFunctions })
  const packs = folders.map(({ folder, files }) => ({ folder: path.relative(repository, folder), files }))
  return { packs, kinds, functions: functions.all }
}
