import { strToU8, zipSync } from 'fflate'
import type { PackFile } from '../kind.ts'
import { PackFileRefused } from './pack-file-refused.ts'
import { refuseUnsafePath } from './safe-path.ts'

/** Local time, because ZIP has no zones and the writer asks for the local parts: the same bytes everywhere. */
const NO_TIME = new Date(1980, 0, 1, 12)

/**
 * A ZIP archive of texts: the same texts give the same bytes on every machine. Sorted by path, without times, and not
 * compressed, so that a newer library gives the same bytes too. Throws PackFileRefused.
 */
export function writeArchive(files: readonly PackFile[]): Uint8Array {
  const inOrder = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const file of inOrder) refuseUnstable(file)
  return zipSync(Object.fromEntries(inOrder.map(({ path, text }) => [path, strToU8(text)])), {
    level: 0,
    mtime: NO_TIME,
    os: 3,
    attrs: 0o100644 << 16,
  })
}

function refuseUnstable({ path, text }: PackFile): void {
  refuseUnsafePath(path)
  // A checkout on Windows would make another pack of the same version.
  if (text.includes('\r'))
    throw new PackFileRefused(
      'pack_file.carriage_return',
      `"${path}" has carriage returns. Store it with LF line ends (\`jingwei fmt\`, or core.autocrlf=input in git).`,
    )
}
