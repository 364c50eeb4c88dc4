import { PackFileRefused } from './pack-file-refused.ts'

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/
/** Names that Windows gives to devices, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const LONGEST = 200

/**
 * Refuses every path that could leave the folder it is written to, or mean something else on another machine: `..`,
 * absolute, drives, backslashes, control characters, device names, names ending with a dot. Throws PackFileRefused.
 */
export function refuseUnsafePath(path: string): void {
  const segments = path.split('/')
  const safe =
    path.length <= LONGEST &&
    segments.every(each => SEGMENT.test(each) && !DEVICE.test(each) && !each.endsWith('.') && !each.includes('..'))
  if (safe) return
  throw new PackFileRefused(
    'pack_file.unsafe_path',
    `The archive holds the path ${JSON.stringify(path.slice(0, LONGEST))}, which could lead outside of its folder. Nothing was unpacked; ask where the file comes from.`,
  )
}
