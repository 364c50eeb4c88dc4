import { pathToFileURL } from 'node:url'
import { Defect, InvalidInput } from '../base/errors.ts'
import { packageEntry } from './package-entry.ts'
import type { ModuleDefinition } from './sdk/define-function.ts'

/**
 * Loads the modules that packs and the configuration name: `pricing` is the package `@jingwei/module-pricing`; a name
 * with a slash is a package of somebody else, one that begins with a dot a folder. Each is loaded once.
 * `from` is the folder of the installation. Throws ModuleNotFound, ModuleFailed, BadModule.
 */
export async function loadModules(names: Iterable<string>, from: string): Promise<ModuleDefinition[]> {
  const entries = new Map<string, string>()
  for (const name of names) entries.set(findEntry(name, from), name)
  const modules: ModuleDefinition[] = []
  for (const [entry, name] of entries) modules.push(await loadModule(name, entry))
  return modules
}

function findEntry(name: string, from: string): string {
  const packageName = name.includes('/') ? name : `@jingwei/module-${name}`
  const found = packageEntry(packageName, from)
  if (found === undefined) throw new ModuleNotFound(name, packageName)
  return found.entry
}

async function loadModule(name: string, entry: string): Promise<ModuleDefinition> {
  const { default: definition } = await importModule(name, entry)
  if (!isModule(definition)) throw new BadModule(name)
  return definition
}

async function importModule(name: string, entry: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(entry).href)) as { default?: unknown }
  } catch (cause) {
    throw new ModuleFailed(name, cause)
  }
}

const isModule = (value: unknown): value is ModuleDefinition =>
  typeof (value as ModuleDefinition | null)?.name === 'string' && Array.isArray((value as ModuleDefinition).functions)

export class ModuleNotFound extends InvalidInput {
  constructor(name: string, packageName: string) {
    super(
      'module.not_found',
      `The module ${name} isn't installed: run npm install ${packageName}, or take it out of the pack or of jingwei.config.json.`,
      {
        details: { module: name },
      },
    )
  }
}

export class ModuleFailed extends Defect {
  constructor(name: string, cause: unknown) {
    super(
      'module.failed',
      `The module ${name} can't be loaded: ${(cause as Error).message}. Correct or reinstall it.`,
      {
        details: { module: name },
        cause,
      },
    )
  }
}

export class BadModule extends Defect {
  constructor(name: string) {
    super(
      'module.invalid',
      `The module ${name} has no module as its default export: export default defineModule({ name, functions }).`,
      {
        details: { module: name },
      },
    )
  }
}
