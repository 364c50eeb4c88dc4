import path from 'node:path'
import { compileDefinitions } from '../metadata/compile-definitions.ts'
import { parseJsonSource } from '../metadata/json-source.ts'
import type { Kind } from '../metadata/kind.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { isPlainObject } from '../metadata/plain-object.ts'
import { functionRegistry, type LoadedFunctions } from './function-registry.ts'
import { readWithRequired, type LoadedPacks } from './load-packs.ts'
import { loadModules } from './modules.ts'
import type { ModuleDefinition } from './sdk/define-function.ts'

export interface CompiledPacks extends LoadedPacks {
  /** Functions of the engine and of the modules that the packs name. */
  functions: LoadedFunctions
}

/**
 * Reads packs and those they require from disk, loads the modules they name, and compiles all of it. Modules are looked
 * for from the folder of the pack that names them upwards, as Node does. Throws PackUnreadable, ModuleNotFound and the like.
 */
export async function compilePacks(
  paths: readonly string[],
  options: { kinds: readonly Kind[]; builtins: readonly ModuleDefinition[] },
): Promise<CompiledPacks> {
  const folders = await readWithRequired(paths)
  const functions = functionRegistry([...options.builtins, ...(await modulesOf(folders))])
  const output = await compileDefinitions({ packs: folders, kinds: options.kinds, functions: functions.all })
  return { ...output, folders, functions }
}

/** The modules that these packs name, each once. */
export async function modulesOf(packs: readonly PackFolder[]): Promise<ModuleDefinition[]> {
  const modules = new Map<string, ModuleDefinition>()
  for (const pack of packs)
    for (const module of await loadModules(moduleNames(pack), path.resolve(pack.folder)))
      modules.set(module.name, module)
  return [...modules.values()]
}

/** A faulty list is reported by the compiler. */
function moduleNames(pack: PackFolder): string[] {
  const text = pack.files.find(file => file.path === 'pack.json')?.text ?? ''
  const content = parseJsonSource({ text, file: 'pack.json' }).content
  const modules = isPlainObject(content) ? content['modules'] : undefined
  return Array.isArray(modules) ? modules.filter(name => typeof name === 'string') : []
}
