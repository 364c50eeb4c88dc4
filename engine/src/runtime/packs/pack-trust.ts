import { NotAllowed } from '../../base/errors.ts'
import type { OpenedPackFile } from '../../metadata/pack-file/pack-file.ts'
import { isSignedBy, keyId } from './pack-keys.ts'

/** Whose packs an installation takes. */
export interface PackTrust {
  /** Public keys (base64) by the name of their owner. */
  trustedKeys: Readonly<Record<string, string>>
  /** Names of packs that are taken without a signature by one of them. */
  allowUnsigned: readonly string[]
}

export interface SignatureState {
  state: 'valid' | 'unknown_key' | 'broken' | 'unsigned'
  /** Name of the trusted key; of an unknown one its id. */
  key?: string
}

/** Who signed a pack file. */
export function signatureState(
  { folder: { signature }, checksums }: Pick<OpenedPackFile, 'folder' | 'checksums'>,
  { trustedKeys }: Pick<PackTrust, 'trustedKeys'>,
): SignatureState {
  if (!signature) return { state: 'unsigned' }
  const owner = Object.entries(trustedKeys).find(([, key]) => keyId(key) === signature.key)
  if (!owner) return { state: 'unknown_key', key: signature.key }
  const [name, key] = owner
  return { state: isSignedBy(key, checksums, signature.signature) ? 'valid' : 'broken', key: name }
}

/**
 * Refuses a pack that nobody trusted has signed, unless its name is allowed. A signature that is broken is never
 * allowed: somebody changed the pack. Throws PackNotTrusted.
 */
export function refuseUntrusted(opened: OpenedPackFile, trust: PackTrust): SignatureState {
  const found = signatureState(opened, trust)
  const { name } = opened.manifest
  if (found.state === 'valid') return found
  if (found.state === 'broken' || !trust.allowUnsigned.includes(name)) throw new PackNotTrusted(name, found)
  return found
}

const CODES = {
  unsigned: 'pack_file.unsigned',
  unknown_key: 'pack_file.unknown_key',
  broken: 'pack_file.broken_signature',
} as const

export class PackNotTrusted extends NotAllowed {
  constructor(pack: string, { state, key }: SignatureState) {
    const reason = {
      unsigned: `Pack "${pack}" is not signed.`,
      unknown_key: `Pack "${pack}" is signed with the key ${key}, which this installation does not know.`,
      broken: `Pack "${pack}" was changed after ${key} had signed it. Fetch it again from where it was made.`,
      valid: '',
    }[state]
    const advice = `Add the key of its maker to "trustedKeys" in jingwei.config.json, or allow this pack by name ("allowUnsigned", or --allow-unsigned ${pack}).`
    super(CODES[state as keyof typeof CODES], state === 'broken' ? reason : `${reason} ${advice}`, {
      details: { pack, signature: { state, ...(key && { key }) } },
    })
  }
}
