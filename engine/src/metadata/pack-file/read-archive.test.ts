import { deflateSync, zipSync, type ZipAttributes } from 'fflate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JingweiError } from '../../base/errors.ts'
import { archiveLimits } from './archive-limits.ts'
import { readArchive } from './read-archive.ts'
import { writeArchive } from './write-archive.ts'

const text = (value: string) => new TextEncoder().encode(value)
const codeOf = (bytes: Uint8Array, limits = archiveLimits): string => {
  try {
    readArchive(bytes, limits)
    return 'none'
  } catch (error) {
    return error instanceof JingweiError ? error.code : `not ours: ${String(error)}`
  }
}

/** An archive made by hand, so that it can lie. */
function archive(files: Entry[], lies: { count?: number; comment?: string } = {}): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const each of files) {
    const entry = { method: 0, flags: 0, mode: 0o100644, madeOn: 3, data: text('{}'), ...each }
    const { size = entry.data.length, packed = entry.data.length } = entry
    const own = entry.own ?? { path: entry.path, size, packed }
    const local = numbers(
      [4, 0x04034b50],
      [2, 20],
      [2, entry.flags],
      [2, entry.method],
      [4, 0],
      [4, 0],
      [4, own.packed],
      [4, own.size],
      [2, text(own.path).length],
      [2, 0],
    )
    const offset = entry.offset ?? at
    directory.push(
      numbers(
        [4, 0x02014b50],
        [1, 20],
        [1, entry.madeOn],
        [2, 20],
        [2, entry.flags],
        [2, entry.method],
        [4, 0],
        [4, 0],
        [4, packed],
        [4, size],
        [2, text(entry.path).length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, entry.mode],
        [4, offset],
      ),
      text(entry.path),
    )
    for (const part of [local, text(own.path), entry.data]) {
      parts.push(part)
      at += part.length
    }
  }
  const list = joined(directory)
  const count = lies.count ?? files.length
  const comment = text(lies.comment ?? '')
  const end = numbers([4, 0x06054b50], [4, 0], [2, count], [2, count], [4, list.length], [4, at], [2, comment.length])
  return joined([...parts, list, end, comment])
}

interface Entry {
  path: string
  data?: Uint8Array
  size?: number
  packed?: number
  method?: number
  flags?: number
  mode?: number
  madeOn?: number
  offset?: number
  own?: { path: string; size: number; packed: number }
}

function numbers(...values: [bytes: number, value: number][]): Uint8Array {
  return Uint8Array.from(
    values.flatMap(([bytes, value]) => Array.from({ length: bytes }, (_, i) => (value / 256 ** i) & 255)),
  )
}

function joined(parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

test('an archive of this hand is read, stored and deflated', () => {
  const long = text('a'.repeat(100))
  const packed = deflateSync(long)

  const files = readArchive(archive([{ path: 'a.json' }, { path: 'b.json', method: 8, data: packed, size: 100 }]))

  expect(files).toEqual([
    { path: 'a.json', text: '{}' },
    { path: 'b.json', text: 'a'.repeat(100) },
  ])
})

test('an archive of a usual tool, with folders in it, is read', () => {
  const zip = zipSync({ 'entities/': new Uint8Array(), 'entities/a.json': [text('{"a": 1}'), { level: 9 }] })

  expect(readArchive(zip)).toEqual([{ path: 'entities/a.json', text: '{"a": 1}' }])
})

test.each([
  '../a.json',
  'entities/../../a.json',
  '/etc/passwd',
  '//server/share',
  'C:/a.json',
  'C:a.json',
  'entities\\a.json',
  '..\\a.json',
  'entities/./a.json',
  'entities//a.json',
  'a.json\0.txt',
  'entities/a\n.json',
  '.hidden',
  'entities/.git',
  'con.json',
  'entities/AUX',
  'a.json.',
  'a.json ',
  'ünsafe.json',
  '~/a.json',
  '',
  `${'a'.repeat(201)}`,
])('the path %j is refused', path => {
  expect(codeOf(archive([{ path }]))).toBe('pack_file.unsafe_path')
})

test('links and devices are refused, whatever system the archive claims', () => {
  expect(codeOf(archive([{ path: 'a.json', mode: 0o120777 }]))).toBe('pack_file.symbolic_link')
  expect(codeOf(archive([{ path: 'a.json', mode: 0o120777, madeOn: 0 }]))).toBe('pack_file.symbolic_link')
  expect(codeOf(archive([{ path: 'a.json', mode: 0o020666 }]))).toBe('pack_file.symbolic_link')
})

test('two files that are one on some machine are refused', () => {
  expect(codeOf(archive([{ path: 'a.json' }, { path: 'a.json' }]))).toBe('pack_file.duplicate_path')
  expect(codeOf(archive([{ path: 'a.json' }, { path: 'A.JSON' }]))).toBe('pack_file.duplicate_path')
})

test('a file of 100 MB is refused at once', () => {
  const bytes = new Uint8Array(100_000_000)
  const before = performance.now()

  expect(codeOf(bytes)).toBe('pack_file.too_large')
  expect(performance.now() - before).toBeLessThan(100)
})

test('bounds hold on what the directory declares, before anything is unpacked', () => {
  const limits = { ...archiveLimits, fileBytes: 1000, totalBytes: 1500, files: 3 }
  const many = (count: number, size: number) =>
    archive(Array.from({ length: count }, (_, i) => ({ path: `${i}.json`, data: text('a'.repeat(size)) })))

  expect(codeOf(many(1, 1001), limits)).toBe('pack_file.too_large')
  expect(codeOf(many(2, 800), limits)).toBe('pack_file.too_large')
  expect(codeOf(many(4, 1), limits)).toBe('pack_file.too_large')
  expect(codeOf(many(3, 400), limits)).toBe('none')
})

test('a bomb that says what it is is refused by its ratio', () => {
  const data = deflateSync(new Uint8Array(1_900_000))

  expect(codeOf(archive([{ path: 'a.json', method: 8, data, size: 1_900_000 }]))).toBe('pack_file.compression')
})

test('a bomb that lies about its size is stopped while it unpacks', () => {
  const data = deflateSync(new Uint8Array(200_000_000))
  const before = performance.now()

  expect(codeOf(archive([{ path: 'a.json', method: 8, data, size: 1000 }]))).toBe('pack_file.damaged')
  expect(performance.now() - before).toBeLessThan(1000)
})

test('files on top of each other are refused', () => {
  const twice = archive([
    { path: 'a.json' },
    { path: 'a.json', offset: 0, own: { path: 'a.json', size: 2, packed: 2 } },
  ])

  expect(codeOf(twice)).toBe('pack_file.duplicate_path')
  expect(codeOf(archive([{ path: 'a.json' }, { path: 'b.json', offset: 0 }]))).toBe('pack_file.damaged')
  expect(codeOf(archive([{ path: 'a.json' }, { path: 'b.json', offset: 10 }]))).toBe('pack_file.damaged')
})

test.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), 'pack_file.not_an_archive'],
  ['a text', text('{"name": "no archive, but long enough to be one"}'), 'pack_file.not_an_archive'],
  ['a comment behind the end', archive([{ path: 'a.json' }], { comment: 'PK' }), 'pack_file.not_an_archive'],
  ['a count that is too large', archive([{ path: 'a.json' }], { count: 2 }), 'pack_file.damaged'],
  ['a count that is too small', archive([{ path: 'a.json' }, { path: 'b.json' }], { count: 1 }), 'pack_file.damaged'],
  [
    'another name inside',
    archive([{ path: 'a.json', own: { path: 'b.json', size: 2, packed: 2 } }]),
    'pack_file.damaged',
  ],
  [
    'another size inside',
    archive([{ path: 'a.json', own: { path: 'a.json', size: 9, packed: 9 } }]),
    'pack_file.damaged',
  ],
  [
    'sizes that follow, and lie',
    archive([{ path: 'a.json', flags: 8, own: { path: 'a.json', size: 9, packed: 9 } }]),
    'pack_file.damaged',
  ],
  ['a stored file of two sizes', archive([{ path: 'a.json', size: 900 }]), 'pack_file.damaged'],
  [
    'a deflated file that is shorter',
    archive([{ path: 'a.json', method: 8, data: deflateSync(text('ab')), size: 3 }]),
    'pack_file.damaged',
  ],
  [
    'bytes that are not deflated',
    archive([{ path: 'a.json', method: 8, data: text('no deflate stream'), size: 30 }]),
    'pack_file.damaged',
  ],
  ['an encrypted file', archive([{ path: 'a.json', flags: 1 }]), 'pack_file.unsupported'],
  ['an unknown method', archive([{ path: 'a.json', method: 12 }]), 'pack_file.unsupported'],
  ['a picture', archive([{ path: 'a.json', data: Uint8Array.of(0xff, 0xd8, 0xff) }]), 'pack_file.not_utf8'],
])('%s is refused', (_what, bytes, code) => {
  expect(codeOf(bytes)).toBe(code)
})

test('sizes that follow and are not said before are taken from the directory', () => {
  const entry = { path: 'a.json', flags: 8, own: { path: 'a.json', size: 0, packed: 0 } }

  expect(readArchive(archive([entry]))).toEqual([{ path: 'a.json', text: '{}' }])
})

test('what was written is read back', () => {
  const path = fc
    .stringMatching(/^[a-z][a-z0-9_]{0,8}\.json$/)
    .filter(each => !/^(con|prn|aux|nul|com\d|lpt\d)\./.test(each))
  const file = fc.record({ path, text: fc.string({ unit: 'grapheme' }).map(each => each.replaceAll('\r', '')) })

  fc.assert(
    fc.property(fc.uniqueArray(file, { selector: each => each.path }), files => {
      const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
      expect(readArchive(writeArchive(files))).toEqual(sorted)
    }),
  )
})

test('no broken archive crashes or hangs', { timeout: 60_000 }, () => {
  const options: ZipAttributes = { os: 3 }
  const whole = zipSync({ 'a.json': [text('{"a": "aaaaaaaaaaaaaaaaaaaaaaaaaa"}'), options], 'b.json': text('{}') })
  const edit = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) })

  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.nat(whole.length), (edits, cut) => {
      const bytes = whole.slice(0, cut % 5 === 0 ? cut : whole.length)
      for (const { at, value } of edits) bytes[at % Math.max(1, bytes.length)] = value
      const before = performance.now()
      expect(codeOf(bytes)).toMatch(/^(none|pack_file\.\w+)$/)
      expect(performance.now() - before).toBeLessThan(1000)
    }),
    { numRuns: process.env['JINGWEI_LONG'] ? 50_000 : 10_000 },
  )
})
