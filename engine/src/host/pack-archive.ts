import fs from 'node:fs/promises'
import path from 'node:path'
import { InvalidInput } from '../base/errors.ts'
import type { PackFile } from '../metadata/kind.ts'
import { archiveLimits } from '../metadata/pack-file/archive-limits.ts'
import { PackFileRefused } from '../metadata/pack-file/pack-file-refused.ts'
import { refuseUnsafePath } from '../metadata/pack-file/safe-path.ts'

/** Reads a pack file. Throws FileUnreadable, PackFileRefused before anything large is read. */
export async function readArchiveFile(file: string): Promise<Uint8Array> {
  try {
    const { size } = await fs.stat(file)
    if (size > archiveLimits.bytes)
      throw new PackFileRefused(
        'pack_file.too_large',
        `"${file}" has ${size} bytes; a pack has at most ${archiveLimits.bytes}.`,
      )
    return new Uint8Array(await fs.readFile(file))
  } catch (cause) {
    throw cause instanceof PackFileRefused ? cause : new FileUnreadable(file, cause)
  }
}

/** Writes a whole file or none. */
export async function writeWholeFile(file: string, content: Uint8Array | string, mode = 0o644): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true })
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`)
  await fs.writeFile(draft, content, { mode })
  await fs.rename(draft, file)
}

/**
 * Writes files into a folder that is new or empty, so that what lay there can't be taken for a part of them.
 * Throws FolderNotEmpty.
 */
export async function writeFolder(folder: string, files: readonly PackFile[]): Promise<void> {
  await fs.mkdir(folder, { recursive: true })
  if ((await fs.readdir(folder)).length > 0) throw new FolderNotEmpty(folder)
  for (const { path: name, text } of files) {
    refuseUnsafePath(name)
    await writeWholeFile(path.join(folder, ...name.split('/')), text)
  }
}

export class FileUnreadable extends InvalidInput {
  constructor(file: string, cause: unknown) {
    super('pack_file.unreadable', `"${file}" can't be read: ${(cause as Error).message}`, { cause })
  }
}

export class FolderNotEmpty extends InvalidInput {
  constructor(folder: string) {
    super('pack_file.folder_not_empty', `"${folder}" is not empty. Name a new folder.`)
  }
}
