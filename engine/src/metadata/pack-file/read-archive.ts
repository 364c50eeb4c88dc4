import { Inflate } from 'fflate'
import type { PackFile } from '../kind.ts'
import { readArchiveDirectory, type ArchiveEntry } from './archive-directory.ts'
import { archiveLimits, type ArchiveLimits } from './archive-limits.ts'
import { PackFileRefused } from './pack-file-refused.ts'

/**
 * The texts of a ZIP archive that somebody sent, in the order of its directory. Hostile ones cost no more time and
 * memory than the limits say. Throws PackFileRefused.
 */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits = archiveLimits): PackFile[] {
  return readArchiveDirectory(bytes, limits).map(entry => ({ path: entry.path, text: textOf(entry) }))
}

function textOf(entry: ArchiveEntry): string {
  const bytes = entry.deflated ? inflated(entry) : entry.packed
  try {
    // A byte order mark is kept: what is checked against a checksum must be all of it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new PackFileRefused('pack_file.not_utf8', `"${entry.path}" is no text in UTF-8. Packs hold texts only.`)
  }
}

/** Packed bytes are fed in small pieces, because each can become a thousand times as many. */
const PIECE = 4096

/** Stops as soon as more comes out than the directory declared. */
function inflated({ packed, size, path }: ArchiveEntry): Uint8Array {
  const result = new Uint8Array(size)
  let length = 0
  const inflate = new Inflate(chunk => {
    if (length + chunk.length > size) throw lies(path)
    result.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < packed.length; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length)
  } catch {
    throw lies(path)
  }
  if (length !== size) throw lies(path)
  return result
}

const lies = (path: string): PackFileRefused =>
  new PackFileRefused('pack_file.damaged', `The archive is damaged: "${path}" is not what its directory says.`)
