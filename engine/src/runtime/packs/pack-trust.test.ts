import { expect, test } from 'vitest'
import { shopPack } from '../../../../tests/support/shop-pack.ts'
import { kinds } from '../../kinds/index.ts'
import { buildPackFile, readPackFile, type OpenedPackFile } from '../../metadata/pack-file/pack-file.ts'
import { keyId, newKeyPair, signerOf } from './pack-keys.ts'
import { refuseUntrusted, signatureState, type PackTrust } from './pack-trust.ts'

const [maker, stranger] = [newKeyPair(), newKeyPair()]
const trust: PackTrust = { trustedKeys: { maker: maker.publicKey }, allowUnsigned: [] }

async function opened(privateKey?: string): Promise<OpenedPackFile> {
  const { bytes } = await buildPackFile(shopPack, kinds, privateKey === undefined ? undefined : signerOf(privateKey))
  return readPackFile(bytes, kinds)
}

const codeOf = (pack: OpenedPackFile, given: PackTrust): string => {
  try {
    return refuseUntrusted(pack, given).state
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a pack that a trusted key signed is taken', async () => {
  expect(refuseUntrusted(await opened(maker.privateKey), trust)).toEqual({ state: 'valid', key: 'maker' })
})

test('the signature of the same pack is the same, and survives building the file again', async () => {
  const first = await buildPackFile(shopPack, kinds, signerOf(maker.privateKey))
  const { folder } = await readPackFile(first.bytes, kinds)

  expect(Buffer.compare((await buildPackFile(folder, kinds)).bytes, first.bytes)).toBe(0)
})

test('unsigned packs and those of strangers are refused, unless they are allowed by name', async () => {
  const allowed = { ...trust, allowUnsigned: ['shop'] }

  expect(codeOf(await opened(), trust)).toBe('pack_file.unsigned')
  expect(codeOf(await opened(), { ...trust, allowUnsigned: ['other'] })).toBe('pack_file.unsigned')
  expect(codeOf(await opened(), allowed)).toBe('unsigned')
  expect(codeOf(await opened(stranger.privateKey), trust)).toBe('pack_file.unknown_key')
  expect(codeOf(await opened(stranger.privateKey), allowed)).toBe('unknown_key')
  expect(signatureState(await opened(stranger.privateKey), trust).key).toBe(keyId(stranger.publicKey))
})

test('a broken signature is never allowed', async () => {
  const pack = await opened(maker.privateKey)
  const other = await opened(stranger.privateKey)
  // Signed by a stranger in the name of the maker.
  const forged = { ...pack.folder.signature!, signature: other.folder.signature!.signature }
  const changed: OpenedPackFile = { ...pack, folder: { ...pack.folder, signature: forged } }

  expect(codeOf(changed, { ...trust, allowUnsigned: ['shop'] })).toBe('pack_file.broken_signature')
  expect(codeOf({ ...pack, checksums: `${pack.checksums} ` }, { ...trust, allowUnsigned: ['shop'] })).toBe(
    'pack_file.broken_signature',
  )
})

test('what is no key is refused with what to do', () => {
  expect(() => keyId('AAAA')).toThrow(/jingwei pack keygen/)
  expect(() => signerOf('-----BEGIN PRIVATE KEY-----')).toThrow(/jingwei pack keygen/)
})
