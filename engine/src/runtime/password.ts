import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { InvalidInput } from '../base/errors.ts'

const derive = promisify(argon2)

/** OWASP's second profile for argon2id: 19 MiB, 2 passes. About 30 ms. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const SHORTEST = 10
/** Longer input only costs time. */
const LONGEST = 200

/** PHC string of a password (argon2id, version 19). Throws WeakPassword. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST || password.length > LONGEST) throw new WeakPassword()
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password, nonce, ...COST })
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** Takes as long for an unknown account (`hash` null) as for a known one, so that time tells nothing. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parsed = parse(hash ?? NOBODY)
  const message = password.slice(0, LONGEST + 1)
  const tag = await derive('argon2id', { message, nonce: parsed.nonce, ...parsed.cost, tagLength: parsed.tag.length })
  return timingSafeEqual(tag, parsed.tag) && hash !== null
}

const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=1$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/-]+)\$([\w+/-]+)$/

function parse(hash: string) {
  const match = PHC.exec(hash)
  if (!match) throw new Error('a stored password hash is not an argon2id PHC string')
  const [, memory, passes, parallelism, nonce, tag] = match
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce!, 'base64'),
    tag: Buffer.from(tag!, 'base64'),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}

export class WeakPassword extends InvalidInput {
  constructor() {
    super('account.weak_password', `A password has ${SHORTEST} to ${LONGEST} characters. Choose another one.`, {
      problems: [
        { pointer: '/password', code: 'account.weak_password', message: `${SHORTEST} to ${LONGEST} characters` },
      ],
    })
  }
}
