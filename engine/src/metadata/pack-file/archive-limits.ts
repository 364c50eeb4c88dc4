import { textLimits } from '../json-source.ts'

/** Bounds of an archive that somebody sends: each is checked before the bytes behind it are touched. */
export interface ArchiveLimits {
  /** Of the archive itself. */
  bytes: number
  files: number
  /** Of one file, unpacked. */
  fileBytes: number
  /** Of all files, unpacked. */
  totalBytes: number
  /** Unpacked to packed size of one file. Texts of definitions stay below a tenth of it. */
  ratio: number
}

export const archiveLimits: ArchiveLimits = {
  bytes: 20_000_000,
  files: 5_000,
  fileBytes: textLimits.bytes,
  totalBytes: 50_000_000,
  ratio: 200,
}
