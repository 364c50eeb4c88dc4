import fs from 'node:fs/promises'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseJsonSource } from '../metadata/json-source.ts'
import type { Kind } from '../metadata/kind.ts'
import type { PackFolder } from '../metadata/pack.ts'
import { isPlainObject } from '../metadata/plain-object.ts'
import { planRename, type RenamePlan } from '../metadata/rename/plan-rename.ts'
import { functionRegistry } from './function-registry.ts'
import { readWithRequired } from './load-packs.ts'
import { modulesOf } from './compile-packs.ts'
import { readPackFolder } from './read-pack-folder.ts'
import type { ModuleDefinition } from './sdk/define-function.ts'

/**
 * Plans a rename in packs on disk; only the named ones may change. The packs that they require, and those beside them that
 * build on them, are read too, so that a use there is not broken unseen. Throws PackUnreadable and the errors of planRename.
 */
export async function planPackRename(
  { target, newName, folders }: { target: string; newName: string; folders: readonly string[] },
  options: { kinds: readonly Kind[]; builtins: readonly ModuleDefinition[] },
): Promise<RenamePlan> {
  const packs = await readWithRequired([...folders, ...(await buildingOn(folders))])
  const functions = functionRegistry([...options.builtins, ...(await modulesOf(packs))])
  const data = (await Promise.all(packs.map(readDemoData))).flat()
  const changeable = packs.filter(({ folder }) => folders.some(each => path.resolve(each) === path.resolve(folder)))
  return planRename(
    { packs, kinds: options.kinds, functions: functions.all, data, changeable: changeable.map(pack => pack.folder) },
    target,
    newName,
  )
}

/** Packs beside the named ones that require one of them, directly or through others. */
async function buildingOn(folders: readonly string[]): Promise<string[]> {
  const parents = new Set(folders.map(folder => path.dirname(folder)))
  const beside = (await Promise.all([...parents].map(packsIn))).flat()
  const reached = new Set(folders.map(folder => path.basename(path.resolve(folder))))
  const found: string[] = []
  for (let grown = true; grown;) {
    const next = beside.filter(({ name, requires }) => !reached.has(name) && requires.some(each => reached.has(each)))
    for (const { name, folder } of next) {
      reached.add(name)
      found.push(folder)
    }
    grown = next.length > 0
  }
  return found
}

interface PackBeside {
  name: string
  folder: string
  requires: string[]
}

async function packsIn(parent: string): Promise<PackBeside[]> {
  const names = await fs.readdir(parent)
  const manifests = names.map(async name => {
    const file = path.join(parent, name, 'pack.json')
    if (!existsSync(file)) return []
    const { content } = parseJsonSource({ text: await fs.readFile(file, 'utf8'), file })
    const requires =
      isPlainObject(content) && isPlainObject(content['requires']) ? Object.keys(content['requires']) : []
    return [{ name, folder: path.join(parent, name), requires }]
  })
  return (await Promise.all(manifests)).flat()
}

/** Demo data is no part of a pack that is compiled, and is read by those who want it. */
async function readDemoData({ folder }: PackFolder): Promise<{ file: string; text: string }[]> {
  const data = path.join(folder, 'demo-data')
  if (!existsSync(data)) return []
  const { files } = await readPackFolder(data)
  return files
    .filter(({ path: name }) => /\.jsonl?$/.test(name))
    .map(({ path: name, text }) => ({ file: `${folder}/demo-data/${name}`, text }))
}
