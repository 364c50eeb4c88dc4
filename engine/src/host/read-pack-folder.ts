import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidInput } from '../base/errors.ts'
import { textLimits } from '../metadata/json-source.ts'
import type { PackFile } from '../metadata/kind.ts'
import type { PackFolder } from '../metadata/pack.ts'

/** Bounds of a pack as a whole: a folder named by mistake (a home, a disk) is refused instead of read. */
const packLimits = { files: 5000, bytes: 50_000_000 } as const

/** Code `pack.unreadable`: the folder is missing, too large, or holds what a pack can't hold. */
export class PackUnreadable extends InvalidInput {
  constructor(folder: string, reason: string, cause?: unknown) {
    super('pack.unreadable', `The pack folder "${folder}" can't be read: ${reason}`, { details: { folder }, cause })
  }
}

/**
 * Reads the texts of a pack folder, sorted by path. Symbolic links are refused (a pack could name any file of the
 * machine), hidden files and `demo-data` are left out. Throws PackUnreadable.
 */
export async function readPackFolder(folder: string): Promise<PackFolder> {
  const files: PackFile[] = []
  const paths = await pathsBelow(folder, '')
  let bytes = 0
  for (const { path, size } of paths.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    bytes += size
    if (bytes > packLimits.bytes) throw new PackUnreadable(folder, `it holds more than ${packLimits.bytes} bytes.`)
    // One byte over the limit is enough for the parser to refuse the text with its place.
    if (size > textLimits.bytes) files.push({ path, text: ' '.repeat(textLimits.bytes + 1) })
    else files.push({ path, text: await readFile(join(folder, path), 'utf8') })
  }
  return { folder, files }
}

async function pathsBelow(folder: string, below: string): Promise<{ path: string; size: number }[]> {
  const found: { path: string; size: number }[] = []
  for (const name of await namesIn(folder, below)) {
    const path = below === '' ? name : `${below}/${name}`
    if (name.startsWith('.') || path === 'demo-data' || name === 'node_modules') continue
    const stat = await lstat(join(folder, path))
    if (stat.isSymbolicLink())
      throw new PackUnreadable(folder, `"${path}" is a symbolic link. Put the file itself there.`)
    if (stat.isDirectory()) found.push(...(await pathsBelow(folder, path)))
    else if (stat.isFile()) found.push({ path, size: stat.size })
    if (found.length > packLimits.files)
      throw new PackUnreadable(folder, `it holds more than ${packLimits.files} files.`)
  }
  return found
}

async function namesIn(folder: string, below: string): Promise<string[]> {
  try {
    return await readdir(join(folder, below))
  } catch (cause) {
    throw new PackUnreadable(folder, 'there is no such folder.', cause)
  }
}
