import type { Random } from './random.ts'

/** Changes some bytes of an archive: anywhere, or in its headers, where sizes, names and offsets stand. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.onceIn(12)) return bytes.slice(0, random.int(bytes.length))
  if (random.onceIn(12)) return joined(bytes.slice(0, random.int(bytes.length)), bytes.slice(random.int(bytes.length)))
  const changed = Uint8Array.from(bytes)
  const headers = headersOf(changed)
  for (let steps = 1 + random.int(4); steps > 0; steps--) {
    const at = random.onceIn(3) ? random.int(changed.length) : random.pick(headers) + random.int(60)
    if (at >= changed.length) continue
    const value = random.pick([0, 1, 0x2e, 0x2f, 0x5c, 0x7f, 0x80, 0xff, random.int(256)])
    for (let i = 0; i < random.pick([1, 1, 2, 4]) && at + i < changed.length; i++) changed[at + i] = value
  }
  return changed
}

/** Every record of a ZIP archive begins with `PK`. */
function headersOf(bytes: Uint8Array): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(0x50); at !== -1; at = bytes.indexOf(0x50, at + 1))
    if (bytes[at + 1] === 0x4b) found.push(at)
  return found
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
