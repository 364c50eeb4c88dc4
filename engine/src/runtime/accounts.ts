import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import { NotFound, NotSignedIn, Unavailable } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import {
  countAccounts,
  countFailedAttempt,
  deleteSession,
  deleteSessionsOf,
  forgetFailedAttempts,
  insertAccount,
  insertPasswordLink,
  insertSession,
  prolongSession,
  readAccountByLogin,
  readSession,
  setPassword,
  usePasswordLink,
} from '../store/statements/accounts.ts'
import type { Transaction } from './context.ts'
import { hashPassword, verifyPassword } from './password.ts'

export interface Session {
  accountId: string
  csrfToken: string
}

/** Accounts and sessions. Tokens are random; the database keeps only their hashes. */
export interface Accounts {
  /** Opens a session. Throws WrongCredentials, AccountLocked. */
  signIn(login: string, password: string): Promise<{ token: string; session: Session }>
  /** The session of a cookie, at most five seconds old; undefined when ended. Sliding: use moves its end. */
  session(token: string): Promise<Session | undefined>
  signOut(token: string): Promise<void>
  /** Adds an account; false when the login or the person has one. Without a password it waits for a one-time link. */
  add(account: NewAccount): Promise<boolean>
  count(): Promise<number>
  /** Token of a one-time link to set the password; valid for a day. */
  passwordLink(login: string): Promise<string>
  /** Sets the password of a link's account, once; ends its sessions. Throws PasswordLinkEnded, WeakPassword. */
  setPassword(token: string, password: string): Promise<void>
}

export interface NewAccount {
  login: string
  name: string
  personId: string | null
  roles: string[]
  password?: string
}

const MINUTE = 60_000
const IDLE_MS = 8 * 60 * MINUTE
const LONGEST_MS = 7 * 24 * 60 * MINUTE
const LINK_MS = 24 * 60 * MINUTE
/** A session's end is moved at most so often: reading a list must not write. */
const PROLONG_AFTER_MS = 5 * MINUTE
/** Signing out on another node is seen after this time. */
const KEEP_MS = 5_000
const MAX_ATTEMPTS = 5
const LOCK_MS = 5 * MINUTE

export function createAccounts(parts: { tx: Transaction; clock: Clock }): Accounts {
  const kept = new Map<string, { at: number; session: Session }>()
  const now = () => parts.clock.now()
  const { tx } = parts
  return {
    async signIn(login, password) {
      const accountId = await checkPassword(tx, { login, password, now: now() })
      const token = randomBytes(32).toString('base64url')
      const session = { accountId, csrfToken: randomBytes(32).toString('base64url') }
      await tx.query(insertSession, [
        digest(token),
        accountId,
        session.csrfToken,
        now(),
        later(now(), IDLE_MS),
        later(now(), LONGEST_MS),
      ])
      return { token, session }
    },
    async session(token) {
      const entry = kept.get(token)
      if (entry && now().getTime() - entry.at < KEEP_MS) return entry.session
      const session = await findSession(tx, token, now())
      if (session) kept.set(token, { at: now().getTime(), session })
      else kept.delete(token)
      if (kept.size > 10_000) kept.clear()
      return session
    },
    async signOut(token) {
      kept.delete(token)
      await tx.query(deleteSession, [digest(token)])
    },
    async add(account) {
      const hash = account.password === undefined ? null : await hashPassword(account.password)
      const values = [newId(), account.login, hash, account.personId, account.name, account.roles, now()]
      return (await tx.query(insertAccount, values)).length > 0
    },
    count: async () => (await tx.query<{ count: number }>(countAccounts))[0]!.count,
    async passwordLink(login) {
      const [account] = await tx.query<{ id: string }>(readAccountByLogin, [login])
      if (!account) throw new NotFound('account.unknown', `There is no account "${login}".`)
      const token = randomBytes(32).toString('base64url')
      await tx.query(insertPasswordLink, [digest(token), account.id, later(now(), LINK_MS)])
      return token
    },
    async setPassword(token, password) {
      const hash = await hashPassword(password)
      const [link] = await tx.query<{ account_id: string }>(usePasswordLink, [digest(token), now()])
      if (!link) throw new PasswordLinkEnded()
      await tx.query(setPassword, [link.account_id, hash])
      await tx.query(deleteSessionsOf, [link.account_id])
      kept.clear()
    },
  }
}

interface AccountRow {
  id: string
  password_hash: string | null
  active: boolean
  failed_attempts: number
  locked_until: Date | null
}

async function checkPassword(
  tx: Transaction,
  attempt: { login: string; password: string; now: Date },
): Promise<string> {
  const [account] = await tx.query<AccountRow>(readAccountByLogin, [attempt.login])
  if (account?.locked_until && account.locked_until > attempt.now) throw new AccountLocked()
  const right = await verifyPassword(attempt.password, account?.active ? account.password_hash : null)
  if (account && right) {
    await tx.query(forgetFailedAttempts, [account.id])
    return account.id
  }
  if (account) {
    const locks = (account.failed_attempts + 1) % MAX_ATTEMPTS === 0
    await tx.query(countFailedAttempt, [account.id, locks ? later(attempt.now, LOCK_MS) : null])
  }
  throw new WrongCredentials()
}

async function findSession(tx: Transaction, token: string, now: Date): Promise<Session | undefined> {
  const [row] = await tx.query<{ account_id: string; csrf_token: string; expires_at: Date }>(readSession, [
    digest(token),
    now,
  ])
  if (!row) return undefined
  if (row.expires_at.getTime() - now.getTime() < IDLE_MS - PROLONG_AFTER_MS)
    await tx.query(prolongSession, [digest(token), later(now, IDLE_MS)])
  return { accountId: row.account_id, csrfToken: row.csrf_token }
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()
const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

export class WrongCredentials extends NotSignedIn {
  constructor() {
    super('account.wrong_credentials', 'The login or the password is wrong.')
  }
}

export class AccountLocked extends Unavailable {
  constructor() {
    super(
      'account.locked',
      `After ${MAX_ATTEMPTS} wrong passwords the account is locked for ${LOCK_MS / MINUTE} minutes. Try again later.`,
      {
        status: 429,
        details: { retryAfterSeconds: LOCK_MS / 1000 },
      },
    )
  }
}

export class PasswordLinkEnded extends NotFound {
  constructor() {
    super(
      'account.link_ended',
      'This link was used already or is older than a day. Ask the administrator for a new one.',
    )
  }
}
