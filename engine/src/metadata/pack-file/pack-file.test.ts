import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shopPack } from '../../../../tests/support/shop-pack.ts'
import { kinds } from '../../kinds/index.ts'
import { buildPackFile, readPackFile } from './pack-file.ts'
import { readArchive } from './read-archive.ts'
import { writeArchive } from './write-archive.ts'

const file = (path: string) => shopPack.files.find(each => each.path === path)!

test('a pack comes back from its file as it went in', async () => {
  const { bytes } = await buildPackFile(shopPack, kinds)

  const { folder, manifest } = await readPackFile(bytes, kinds)

  expect(folder.folder).toBe('shop-0.1.0.jwpack')
  expect(manifest.version).toBe('0.1.0')
  expect(new Map(folder.files.map(each => [each.path, each.text]))).toEqual(
    new Map(shopPack.files.map(each => [each.path, each.text])),
  )
})

test('the same pack gives the same bytes, whatever the order of its files', async () => {
  const turned = { folder: 'elsewhere', files: shopPack.files.toReversed() }

  const [one, two] = [await buildPackFile(shopPack, kinds), await buildPackFile(turned, kinds)]

  expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
})

test.each(['Pacific/Kiritimati', 'America/Adak', 'Asia/Shanghai'])('the bytes are the same in %s', zone => {
  const script = `
    import { writeArchive } from ${JSON.stringify(new URL('write-archive.ts', import.meta.url).href)}
    import { createHash } from 'node:crypto'
    console.log(createHash('sha256').update(writeArchive([{ path: 'b.json', text: '{}' }, { path: 'a.json', text: '中' }])).digest('hex'))`

  const there = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  }).trim()

  const bytes = writeArchive([
    { path: 'a.json', text: '中' },
    { path: 'b.json', text: '{}' },
  ])
  expect(there).toBe(createHash('sha256').update(bytes).digest('hex'))
  // Of another year and machine: a change here changes every pack that was ever built.
  expect(there).toBe('1a51a1b6515df3ac8cdc5ef90862b380e15168e0c4a7356fa573ff2804431eb4')
})

test('a changed file is found by its checksum', async () => {
  const { bytes } = await buildPackFile(shopPack, kinds)
  const files = readArchive(bytes).map(each =>
    each.path === 'roles/boss.role.json' ? { ...each, text: each.text.replace('manage', 'read') } : each,
  )

  await expect(readPackFile(writeArchive(files), kinds)).rejects.toMatchObject({
    code: 'pack_file.changed',
    message: expect.stringContaining('roles/boss.role.json'),
  })
})

test('an added and a removed file are found too', async () => {
  const files = readArchive((await buildPackFile(shopPack, kinds)).bytes)
  const more = [...files, { path: 'README.md', text: 'Trust me.' }]
  const fewer = files.filter(each => each.path !== 'roles/boss.role.json')

  for (const changed of [more, fewer])
    await expect(readPackFile(writeArchive(changed), kinds)).rejects.toMatchObject({ code: 'pack_file.changed' })
})

test('an archive without checksums is no pack file', async () => {
  await expect(readPackFile(writeArchive(shopPack.files), kinds)).rejects.toMatchObject({
    code: 'pack_file.no_checksums',
  })
})

test('what a pack can not hold is refused when it is built', async () => {
  const withFile = (path: string, text = '{}') => ({ ...shopPack, files: [...shopPack.files, { path, text }] })
  const code = (path: string, text?: string) => buildPackFile(withFile(path, text), kinds).catch(error => error.code)

  expect(await code('run.sh')).toBe('pack_file.unknown_path')
  expect(await code('entities/deep/a.entity.json')).toBe('pack_file.unknown_path')
  expect(await code('scripts/a.js')).toBe('pack_file.unknown_path')
  expect(await code('entities/../../a.entity.json')).toBe('pack_file.unknown_path')
  expect(await code('README.md', 'one\r\ntwo')).toBe('pack_file.carriage_return')
})

test('a pack for another engine is refused', async () => {
  const other = { path: 'pack.json', text: file('pack.json').text.replace('>=0.1.0', '^99.0.0') }
  const pack = { ...shopPack, files: [other, ...shopPack.files.filter(each => each.path !== 'pack.json')] }

  await expect(buildPackFile(pack, kinds)).rejects.toMatchObject({
    code: 'pack_file.faulty_manifest',
    problems: [expect.objectContaining({ code: 'pack.engine_version' })],
  })
})
