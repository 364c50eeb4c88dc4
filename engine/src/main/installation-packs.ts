import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Configuration } from '../host/configuration.ts'
import { readWithRequired } from '../host/load-packs.ts'
import { repositoryRoot } from './repository-root.ts'
import type { PackFolder } from '../metadata/pack.ts'

/** Folders of the packs to start with: those of the settings, else the template that comes with the repository. */
export function packFolders(configuration: Configuration): string[] {
  if (configuration.packs) return configuration.packs
  const template = path.join(repositoryRoot, 'definitions/medical-device')
  return existsSync(template) ? [template] : []
}

/** These packs and those they require; diagnostics name files as people see them from the installation's folder. */
export async function readPacks(folders: readonly string[], from: string): Promise<PackFolder[]> {
  return readWithRequired(folders.map(folder => path.relative(from, folder) || '.').map(shown => readable(shown, from)))
}

/** Packs are read relative to the working folder. */
const readable = (shown: string, from: string): string => path.relative(process.cwd(), path.resolve(from, shown)) || '.'
