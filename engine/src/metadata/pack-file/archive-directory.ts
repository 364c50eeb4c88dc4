import type { ArchiveLimits } from './archive-limits.ts'
import { PackFileRefused } from './pack-file-refused.ts'
import { refuseUnsafePath } from './safe-path.ts'

/** One file of a ZIP archive, as its directory and its own header agree on it. */
export interface ArchiveEntry {
  path: string
  /** The packed bytes. */
  packed: Uint8Array
  /** Unpacked size in bytes, as declared. */
  size: number
  deflated: boolean
}

const END = { signature: 0x06054b50, size: 22 }
const CENTRAL = { signature: 0x02014b50, size: 46 }
const LOCAL = { signature: 0x04034b50, size: 30 }
/** Deflate options, "sizes follow the data", names in UTF-8. Everything else (encryption, patches) is refused. */
const KNOWN_FLAGS = 0x0002 | 0x0004 | 0x0008 | 0x0800
const SIZES_FOLLOW = 0x0008
const METHODS = { stored: 0, deflated: 8 }

/**
 * Reads the directory of a ZIP archive (PKWARE APPNOTE 4.3) without unpacking anything. Bounds are checked on what the
 * directory declares; files that overlap, or whose own header says something else, are refused. Throws PackFileRefused.
 */
export function readArchiveDirectory(bytes: Uint8Array, limits: ArchiveLimits): ArchiveEntry[] {
  if (bytes.length > limits.bytes)
    throw new PackFileRefused(
      'pack_file.too_large',
      `The file has ${bytes.length} bytes; a pack has at most ${limits.bytes}.`,
    )
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start } = readEnd(view, limits)
  const places: Place[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    const place = readCentral(view, at)
    places.push(place)
    at = place.next
  }
  if (at !== view.byteLength - END.size) throw damaged('its directory is not as long as it says')
  const files = places.filter(each => !isFolder(each))
  refuseTooMuch(files, limits)
  refuseTwins(files)
  return entriesOf(view, files, start)
}

interface Place {
  path: string
  flags: number
  method: number
  packedSize: number
  size: number
  offset: number
  next: number
}

function readEnd(view: DataView, limits: ArchiveLimits): { count: number; start: number } {
  const at = view.byteLength - END.size
  // No comment behind it: an end that has to be searched for can be found twice.
  if (at < 0 || view.getUint32(at, true) !== END.signature)
    throw new PackFileRefused(
      'pack_file.not_an_archive',
      'The file is no pack: it is not a ZIP archive. Make one with `jingwei pack build`.',
    )
  const count = view.getUint16(at + 10, true)
  const size = view.getUint32(at + 12, true)
  const start = view.getUint32(at + 16, true)
  if (view.getUint32(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count)
    throw unsupported('it is one part of several')
  if (count > limits.files)
    throw new PackFileRefused(
      'pack_file.too_large',
      `The archive says it holds ${count} files; a pack has at most ${limits.files}.`,
    )
  if (start + size !== at || view.getUint16(at + 20, true) !== 0) throw damaged('its directory is not at its end')
  return { count, start }
}

function readCentral(view: DataView, at: number): Place {
  if (at + CENTRAL.size > view.byteLength || view.getUint32(at, true) !== CENTRAL.signature)
    throw damaged('its directory is broken')
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const nameLength = view.getUint16(at + 28, true)
  const next = at + CENTRAL.size + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > view.byteLength) throw damaged('its directory is broken')
  const path = nameAt(view, at + CENTRAL.size, nameLength)
  refuseUnsafePath(path.endsWith('/') ? path.slice(0, -1) : path)
  const madeOn = view.getUint16(at + 4, true) >> 8
  const mode = view.getUint32(at + 38, true) >>> 16
  if (isSpecial(madeOn, mode))
    throw new PackFileRefused(
      'pack_file.symbolic_link',
      `"${path}" is a link or a device, not a file. Nothing was unpacked; put the file itself there.`,
    )
  if ((flags & ~KNOWN_FLAGS) !== 0) throw unsupported(`"${path}" is encrypted or packed in an unusual way`)
  if (method !== METHODS.stored && method !== METHODS.deflated)
    throw unsupported(`"${path}" is packed by method ${method}`)
  const [packedSize, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
  return { path, flags, method, packedSize, size, offset: view.getUint32(at + 42, true), next }
}

const FILE_TYPE = { mask: 0o170000, file: 0o100000, folder: 0o040000 }

/** Unix puts the type of a file into its attributes; some tools do so while they claim another system. */
function isSpecial(madeOn: number, mode: number): boolean {
  const type = mode & FILE_TYPE.mask
  const claims = madeOn === 3 || madeOn === 19 || type !== 0
  return claims && type !== 0 && type !== FILE_TYPE.file && type !== FILE_TYPE.folder
}

function nameAt(view: DataView, at: number, length: number): string {
  let name = ''
  for (let i = at; i < at + length; i++) name += String.fromCharCode(view.getUint8(i))
  return name
}

/** Tools that pack folders write entries for the folders too. */
const isFolder = ({ path, size }: Place): boolean => path.endsWith('/') && size === 0

function refuseTooMuch(files: readonly Place[], limits: ArchiveLimits): void {
  const total = files.reduce((sum, each) => sum + each.size, 0)
  if (total > limits.totalBytes)
    throw new PackFileRefused(
      'pack_file.too_large',
      `Unpacked the archive would have ${total} bytes; a pack has at most ${limits.totalBytes}.`,
    )
  for (const { path, size, packedSize, method } of files) {
    if (size > limits.fileBytes)
      throw new PackFileRefused(
        'pack_file.too_large',
        `"${path}" would have ${size} bytes; a file of a pack has at most ${limits.fileBytes}.`,
      )
    if (method === METHODS.stored && size !== packedSize) throw damaged(`"${path}" is not as long as it says`)
    if (size > packedSize * limits.ratio)
      throw new PackFileRefused(
        'pack_file.compression',
        `"${path}" is packed more than ${limits.ratio} to 1, as no text is. Nothing was unpacked.`,
      )
  }
}

/** Two files that are one on a disk that does not tell capitals apart. */
function refuseTwins(files: readonly Place[]): void {
  const seen = new Map<string, string>()
  for (const { path } of files) {
    const first = seen.get(path.toLowerCase())
    if (first !== undefined)
      throw new PackFileRefused(
        'pack_file.duplicate_path',
        `The archive holds "${first}" and "${path}", which are one file on many machines. Remove one.`,
      )
    seen.set(path.toLowerCase(), path)
  }
}

function entriesOf(view: DataView, files: readonly Place[], end: number): ArchiveEntry[] {
  let free = 0
  const inOrder = [...files].sort((a, b) => a.offset - b.offset)
  const entries = new Map<Place, ArchiveEntry>()
  for (const place of inOrder) {
    if (place.offset < free) throw damaged(`"${place.path}" lies on top of another file`)
    const start = dataStart(view, place, end)
    free = start + place.packedSize
    if (free > end) throw damaged(`"${place.path}" is cut off`)
    entries.set(place, {
      path: place.path,
      packed: new Uint8Array(view.buffer, view.byteOffset + start, place.packedSize),
      size: place.size,
      deflated: place.method === METHODS.deflated,
    })
  }
  return files.map(place => entries.get(place)!)
}

/** Where the bytes of a file begin, once its own header has said the same as the directory. */
function dataStart(view: DataView, place: Place, end: number): number {
  const { offset: at, path } = place
  if (at + LOCAL.size > end || view.getUint32(at, true) !== LOCAL.signature) throw damaged(`"${path}" is not there`)
  const nameLength = view.getUint16(at + 26, true)
  const start = at + LOCAL.size + nameLength + view.getUint16(at + 28, true)
  if (start > end) throw damaged(`"${path}" is cut off`)
  const same =
    view.getUint16(at + 6, true) === place.flags &&
    view.getUint16(at + 8, true) === place.method &&
    nameAt(view, at + LOCAL.size, nameLength) === path &&
    sizesAgree(place, view.getUint32(at + 18, true), view.getUint32(at + 22, true))
  if (!same) throw damaged(`"${path}" is described in two ways`)
  return start
}

function sizesAgree({ flags, packedSize, size }: Place, packed: number, unpacked: number): boolean {
  const unsaid = (flags & SIZES_FOLLOW) !== 0 && packed === 0 && unpacked === 0
  return unsaid || (packed === packedSize && unpacked === size)
}

const damaged = (what: string): PackFileRefused =>
  new PackFileRefused('pack_file.damaged', `The archive is damaged: ${what}. Fetch it again.`)

const unsupported = (what: string): PackFileRefused =>
  new PackFileRefused(
    'pack_file.unsupported',
    `The archive can't be read: ${what}. Make it with \`jingwei pack build\`.`,
  )
