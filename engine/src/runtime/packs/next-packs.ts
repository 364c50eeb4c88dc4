import compare from 'semver/functions/compare.js'
import satisfies from 'semver/functions/satisfies.js'
import type { Kind } from '../../metadata/kind.ts'
import { Memo } from '../../metadata/memo.ts'
import { readPack, type PackFolder, type PackManifest } from '../../metadata/pack.ts'
import { PackInstalled, PackNeeded, PackNeedsMore, PackNotInstalled, PackNotNewer, type Lack } from './plan-errors.ts'

export interface InstalledPack {
  manifest: PackManifest
  folder: PackFolder
}

/** What an installation offers to packs. */
export interface Surroundings {
  modules: ReadonlySet<string>
  plugins: ReadonlySet<string>
}

/** Packs with their manifests; one whose manifest is faulty is left out (its faults were said when it was published). */
export async function withManifests(folders: readonly PackFolder[], kinds: readonly Kind[]): Promise<InstalledPack[]> {
  const read = folders.map(async folder => ({
    folder,
    manifest: (await readPack(folder, kinds, new Memo())).pack?.manifest,
  }))
  return (await Promise.all(read)).flatMap(({ folder, manifest }) => (manifest ? [{ folder, manifest }] : []))
}

/** The packs after an installation or upgrade. Throws PackInstalled, PackNotInstalled, PackNotNewer, PackNeedsMore, PackNeeded. */
export function packsWith(
  installed: readonly InstalledPack[],
  pack: InstalledPack,
  options: { action: 'install' | 'upgrade'; allowOlder: boolean } & Surroundings,
): PackFolder[] {
  const { name, version } = pack.manifest
  const now = installed.find(each => each.manifest.name === name)
  if (options.action === 'install' && now) throw new PackInstalled(name, now.manifest.version)
  if (options.action === 'upgrade' && !now) throw new PackNotInstalled(name)
  if (now && !options.allowOlder && compare(version, now.manifest.version) <= 0)
    throw new PackNotNewer(name, now.manifest.version, version)
  const others = installed.filter(each => each !== now)
  refuseLacks(pack.manifest, others, options)
  const unhappy = others.filter(({ manifest }) => !satisfies(version, manifest.requires?.[name] ?? '*'))
  if (unhappy.length > 0) throw new PackNeeded(name, namesOf(unhappy))
  return now
    ? installed.map(each => (each === now ? pack : each).folder)
    : [...installed, pack].map(each => each.folder)
}

/** The packs after one is gone. Throws PackNotInstalled, PackNeeded. */
export function packsWithout(installed: readonly InstalledPack[], name: string): PackFolder[] {
  const others = installed.filter(({ manifest }) => manifest.name !== name)
  if (others.length === installed.length) throw new PackNotInstalled(name)
  const dependants = others.filter(({ manifest }) => Object.hasOwn(manifest.requires ?? {}, name))
  if (dependants.length > 0) throw new PackNeeded(name, namesOf(dependants))
  return others.map(each => each.folder)
}

const namesOf = (packs: readonly InstalledPack[]): string[] => packs.map(({ manifest }) => manifest.name)

function refuseLacks(
  manifest: PackManifest,
  others: readonly InstalledPack[],
  { modules, plugins }: Surroundings,
): void {
  const lacks: Lack[] = []
  for (const [name, wanted] of Object.entries(manifest.requires ?? {})) {
    const found = others.find(each => each.manifest.name === name)?.manifest.version
    if (found === undefined) lacks.push({ kind: 'pack', name, wanted })
    else if (!satisfies(found, wanted)) lacks.push({ kind: 'pack', name, wanted, found })
  }
  for (const name of manifest.modules ?? []) if (!modules.has(name)) lacks.push({ kind: 'module', name })
  for (const name of manifest.plugins ?? []) if (!plugins.has(name)) lacks.push({ kind: 'plugin', name })
  if (lacks.length > 0) throw new PackNeedsMore(manifest.name, lacks)
}
