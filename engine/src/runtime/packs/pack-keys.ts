import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { InvalidInput } from '../../base/errors.ts'
import type { SignChecksums } from '../../metadata/pack-file/pack-file.ts'

export interface KeyPair {
  /** First half of the SHA-256 of the public key, hex: what a signature names. */
  id: string
  /** The 32 bytes in base64, as `trustedKeys` of jingwei.config.json holds them. */
  publicKey: string
  /** PKCS #8 in PEM. Whoever has it can publish in the name of its owner. */
  privateKey: string
}

/** A new ed25519 key (RFC 8032). */
export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const text = bytesOf(publicKey)
  return {
    id: idOf(text),
    publicKey: text,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

/** Signs with this private key (PEM). Throws BadKey. */
export function signerOf(privateKey: string): SignChecksums {
  const key = readPrivateKey(privateKey)
  const id = idOf(bytesOf(createPublicKey(key)))
  return checksums => ({ key: id, signature: sign(null, Buffer.from(checksums), key).toString('base64') })
}

/** True when the owner of this public key signed this text. */
export function isSignedBy(publicKey: string, checksums: string, signature: string): boolean {
  return verify(null, Buffer.from(checksums), readPublicKey(publicKey), Buffer.from(signature, 'base64'))
}

/** The id under which signatures name this public key (base64). Throws BadKey. */
export const keyId = (publicKey: string): string => idOf(bytesOf(readPublicKey(publicKey)))

const idOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32)

const bytesOf = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('base64')

function readPublicKey(publicKey: string): KeyObject {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url')
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  } catch (cause) {
    throw new BadKey('A trusted key is the base64 text of 44 characters that `jingwei pack keygen` prints.', cause)
  }
}

function readPrivateKey(privateKey: string): KeyObject {
  try {
    const key = createPrivateKey(privateKey)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new BadKey('The private key can not be read. Make one with `jingwei pack keygen`.', cause)
  }
  throw new BadKey('The private key is not one for ed25519. Make one with `jingwei pack keygen`.')
}

export class BadKey extends InvalidInput {
  constructor(message: string, cause?: unknown) {
    super('pack_file.bad_key', message, { cause })
  }
}
