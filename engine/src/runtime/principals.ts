import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../base/clock.ts'
import type { Snapshot } from '../metadata/snapshot.ts'
import { readAccount, readPersonOfAccount, readUnitTree } from '../store/statements/accounts.ts'
import type { Principal, Transaction } from './context.ts'

/** A principal with what the session document says of him. */
export interface SignedInPerson {
  principal: Principal
  login: string
  locale: string | null
  position: { code: string; name: string } | null
  unit: { id: string; name: string } | null
}

export interface Principals {
  /** By account id; undefined when the account is closed. At most ten seconds old. */
  find(accountId: string): Promise<SignedInPerson | undefined>
  /** After a change of accounts, people, positions or org units on this node. */
  forget(): void
}

/** Other nodes see a changed position or unit after this time. */
const KEEP_MS = 10_000

/**
 * Who an account stands for. The same object is given again as long as nothing changed: compiled rights are kept by
 * principal.
 */
export function createPrincipals(parts: { tx: Transaction; clock: Clock; snapshot: () => Snapshot }): Principals {
  const known = new Map<string, { at: number; person: SignedInPerson | undefined }>()
  return {
    async find(accountId) {
      const entry = known.get(accountId)
      const now = parts.clock.now().getTime()
      if (entry && now - entry.at < KEEP_MS) return entry.person
      const read = await readPerson(parts.tx, parts.snapshot(), accountId)
      const person = entry && isDeepStrictEqual(entry.person, read) ? entry.person : read
      known.set(accountId, { at: now, person })
      return person
    },
    forget: () => known.forEach(entry => (entry.at = 0)),
  }
}

interface AccountRow {
  id: string
  login: string
  name: string
  person_id: string | null
  roles: string[]
  locale: string | null
}

interface PersonRow {
  id: string
  name: string
  org_unit: string | null
  unit_name: string | null
  position: string | null
  position_name: string | null
  roles: string[] | null
}

async function readPerson(tx: Transaction, snapshot: Snapshot, accountId: string): Promise<SignedInPerson | undefined> {
  const [account] = await tx.query<AccountRow>(readAccount, [accountId])
  if (!account) return undefined
  if (account.person_id === null || !snapshot.find('entity', 'person')) return withoutPerson(account)
  const [person] = await tx.query<PersonRow>(readPersonOfAccount, [account.person_id])
  // Somebody who has left signs in no more, even while his account is still open.
  if (!person) return undefined
  const units = person.org_unit === null ? [] : await tx.query<{ id: string }>(readUnitTree, [person.org_unit])
  return withPerson(
    account,
    person,
    units.map(unit => unit.id),
  )
}

function withoutPerson(account: AccountRow): SignedInPerson {
  const user = { id: null, org_unit: null, unit_tree: [], position: null, locale: account.locale }
  const principal = { accountId: account.id, personId: null, name: account.name, roles: account.roles, user }
  return { principal, login: account.login, locale: account.locale, position: null, unit: null }
}

function withPerson(account: AccountRow, person: PersonRow, unitTree: string[]): SignedInPerson {
  const roles = [...new Set([...account.roles, ...(person.roles ?? [])])].sort()
  const user = {
    id: person.id,
    org_unit: person.org_unit,
    unit_tree: unitTree,
    position: person.position,
    locale: account.locale,
  }
  return {
    principal: { accountId: account.id, personId: person.id, name: person.name, roles, user },
    login: account.login,
    locale: account.locale,
    position:
      person.position === null ? null : { code: person.position, name: person.position_name ?? person.position },
    unit: person.org_unit === null ? null : { id: person.org_unit, name: person.unit_name ?? '' },
  }
}
