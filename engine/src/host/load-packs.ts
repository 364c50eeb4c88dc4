import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { compileDefinitions, type CompileInput, type CompileOutput } from '../metadata/compile-definitions.ts'
import { parseJsonSource } from '../metadata/json-source.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { isPlainObject } from '../metadata/plain-object.ts'
import { readPackFolder } from './read-pack-folder.ts'

export interface LoadedPacks extends CompileOutput {
  /** The texts as they were read, requirements included. */
  folders: PackFolder[]
}

/**
 * Reads packs from disk and compiles them together with what they require: a required pack that is not named is taken
 * from the folder of its name beside the one that requires it, or from the folder `definitions` of a folder above. Throws PackUnreadable; faults of the definitions are diagnostics.
 */
export async function loadPacks(paths: readonly string[], input: Omit<CompileInput, 'packs'>): Promise<LoadedPacks> {
  const folders = await readWithRequired(paths)
  return { ...(await compileDefinitions({ ...input, packs: folders })), folders }
}

/** The named packs and those they require, directly or through others. */
export async function readWithRequired(paths: readonly string[]): Promise<PackFolder[]> {
  const read = new Map<string, PackFolder>()
  const named = new Set(paths.map(path => basename(resolve(path))))
  const waiting = [...paths]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const at = resolve(path)
    if (read.has(at)) continue
    const pack = await readPackFolder(path)
    read.set(at, pack)
    for (const name of requiredNames(pack)) {
      // A missing one is reported by the compiler, at its place in pack.json.
      const found = named.has(name) ? undefined : folderOf(name, path)
      if (found !== undefined) waiting.push(found)
    }
  }
  return [...read.values()]
}

function folderOf(name: string, from: string): string | undefined {
  const places = [join(dirname(from), name)]
  for (let at = dirname(resolve(from)); at !== dirname(at); at = dirname(at))
    places.push(relative(process.cwd(), join(at, 'definitions', name)))
  return places.find(place => existsSync(join(place, 'pack.json')))
}

function requiredNames(pack: PackFolder): string[] {
  const text = pack.files.find(file => file.path === 'pack.json')?.text
  const content = text === undefined ? undefined : parseJsonSource({ text, file: 'pack.json' }).content
  const requires = isPlainObject(content) ? content['requires'] : undefined
  return isPlainObject(requires) ? Object.keys(requires).filter(name => /^[a-z][a-z0-9-]*$/.test(name)) : []
}
