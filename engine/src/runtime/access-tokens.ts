import { createHash, randomBytes } from 'node:crypto'
import { PROGRAM_RIGHTS } from '../access/program-rights.ts'
import type { Clock } from '../base/clock.ts'
import { InvalidInput, NotFound } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { Database } from '../store/database.ts'
import {
  insertAccessToken,
  readAccessToken,
  readAccessTokens,
  revokeAccessToken,
  touchAccessToken,
} from '../store/statements/access-tokens.ts'
import { readAccountByLogin } from '../store/statements/accounts.ts'
import { inTransaction, reader } from '../store/transaction.ts'
import { auditEntry, writeAuditEntries } from './audit.ts'
import type { AuditFact, Principal, ProgramRight } from './context.ts'

export interface AccessToken {
  id: string
  name: string
  rights: ProgramRight[]
  createdAt: Date
  endsAt: Date
  /** Null: never. At most five minutes behind. */
  lastUsedAt: Date | null
  state: 'active' | 'ended' | 'revoked'
}

/** For whom a program acts, and what it may do at most. */
export interface TokenHolder {
  id: string
  accountId: string
  rights: readonly ProgramRight[]
}

/** Who asks, and how he reached us, as audit entries say it: `http`, `cli`. */
export interface Asker {
  by: Principal
  cause: string
}

/** Tokens with which programs act for a person. The database keeps only their hashes. */
export interface AccessTokens {
  /** `token` is given once and never again. Throws BadTokenEnd. */
  create(order: NewAccessToken): Promise<{ token: string; made: AccessToken }>
  /** Those of one account, newest first. */
  list(accountId: string): Promise<AccessToken[]>
  /** Ends a token at once, on every node. `accountId` null: whosever it is. Throws UnknownAccessToken. */
  revoke(order: Asker & { id: string; accountId: string | null }): Promise<void>
  /** Undefined: unknown, ended, revoked, or its account is closed. */
  find(token: string): Promise<TokenHolder | undefined>
  /** Id of an account. Throws UnknownAccount. */
  accountOf(login: string): Promise<string>
}

export interface NewAccessToken extends Asker {
  accountId: string
  name: string
  rights: readonly ProgramRight[]
  endsAt: Date
}

/** So that people and scanners of secrets know one when they see it. */
const PREFIX = 'jw_'
const DAY_MS = 24 * 60 * 60_000
const LONGEST_DAYS = 366
const TOUCH_AFTER_MS = 5 * 60_000

export function createAccessTokens(parts: { database: Database; clock: Clock }): AccessTokens {
  const { database } = parts
  const tx = reader(database)
  const now = () => parts.clock.now()
  return {
    create: order => create(parts, order),
    list: async accountId => {
      const rows = await tx.query<TokenRow>(readAccessTokens, [accountId])
      return rows.map(row => tokenOf(row, now()))
    },
    revoke: order => revoke(parts, order),
    async find(token) {
      if (!token.startsWith(PREFIX)) return undefined
      const [row] = await tx.query<HolderRow>(readAccessToken, [digest(token), now()])
      if (!row) return undefined
      await tx.query(touchAccessToken, [row.id, now(), new Date(now().getTime() - TOUCH_AFTER_MS)])
      return { id: row.id, accountId: row.account_id, rights: row.rights }
    },
    async accountOf(login) {
      const [account] = await tx.query<{ id: string }>(readAccountByLogin, [login])
      if (!account) throw new NotFound('account.unknown', `There is no account "${login}".`)
      return account.id
    },
  }
}

interface HolderRow {
  id: string
  account_id: string
  rights: ProgramRight[]
}

interface TokenRow {
  id: string
  name: string
  rights: ProgramRight[]
  created_at: Date
  ends_at: Date
  revoked_at: Date | null
  last_used_at: Date | null
}

type Parts = Parameters<typeof createAccessTokens>[0]

async function create({ database, clock }: Parts, { accountId, name, endsAt, ...order }: NewAccessToken) {
  const at = clock.now()
  if (!(endsAt > at) || endsAt.getTime() - at.getTime() > LONGEST_DAYS * DAY_MS) throw new BadTokenEnd()
  const rights = PROGRAM_RIGHTS.filter(right => order.rights.includes(right))
  const [id, token] = [newId(), PREFIX + randomBytes(32).toString('base64url')]
  await inTransaction(database, async tx => {
    await tx.query(insertAccessToken, [id, digest(token), accountId, name, rights, at, endsAt])
    const changes = { account: accountId, name, rights, endsAt: endsAt.toISOString() }
    await writeAuditEntries(tx, [entry({ action: 'access_token.created', id, changes }, order, at)])
  })
  const row = { id, name, rights, created_at: at, ends_at: endsAt, revoked_at: null, last_used_at: null }
  return { token, made: tokenOf(row, at) }
}

async function revoke({ database, clock }: Parts, { id, accountId, ...asker }: Parameters<AccessTokens['revoke']>[0]) {
  if (!UUID.test(id)) throw new UnknownAccessToken(id)
  const at = clock.now()
  await inTransaction(database, async tx => {
    const [row] = await tx.query<{ name: string; account_id: string }>(revokeAccessToken, [id, accountId, at])
    if (!row) throw new UnknownAccessToken(id)
    const changes = { account: row.account_id, name: row.name }
    await writeAuditEntries(tx, [entry({ action: 'access_token.revoked', id, changes }, asker, at)])
  })
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function entry(
  { action, id, changes }: { action: string; id: string; changes: Record<string, unknown> },
  { by, cause }: Asker,
  at: Date,
) {
  const fact: AuditFact = { action, subjectKind: 'access_token', subjectId: id, changes }
  return auditEntry(fact, by, { commandId: newId(), command: action, cause }, at)
}

const tokenOf = (row: TokenRow, now: Date): AccessToken => ({
  id: row.id,
  name: row.name,
  rights: row.rights,
  createdAt: row.created_at,
  endsAt: row.ends_at,
  lastUsedAt: row.last_used_at,
  state: row.revoked_at !== null ? 'revoked' : row.ends_at > now ? 'active' : 'ended',
})

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

export class BadTokenEnd extends InvalidInput {
  constructor() {
    super('access_token.bad_end', `An access token ends between now and ${LONGEST_DAYS} days from now.`, {
      problems: [
        { pointer: '/endsAt', code: 'access_token.bad_end', message: 'The moment is past, or too far in the future.' },
      ],
    })
  }
}

export class UnknownAccessToken extends NotFound {
  constructor(id: string) {
    super('access_token.unknown', `There is no access token ${id} in force. The list shows those that are.`)
  }
}
