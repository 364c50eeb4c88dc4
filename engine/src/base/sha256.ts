import { sha256 as digest } from '@noble/hashes/sha2.js'

/**
 * SHA-256 of the UTF-8 bytes of `text`, hex. Not Web Crypto: a browser offers `crypto.subtle` only over https, and many
 * installations are reached over plain http inside a company network.
 */
export function sha256(text: string): string {
  return Array.from(digest(new TextEncoder().encode(text)), byte => byte.toString(16).padStart(2, '0')).join('')
}
