import { hash } from 'node:crypto'
import type { AuditFact, Principal, Transaction } from './context.ts'
import { canonicalJson } from './canonical-json.ts'
import { insertAuditEntries } from '../store/statements/insert-audit-entries.ts'

/** One row of `jw.audit_entry` without what the database adds (seq, xid). */
export interface AuditEntry {
  /** UTC instant, ISO 8601 with milliseconds. */
  at: string
  accountId: string
  personId: string | null
  commandId: string
  command: string
  cause: string
  action: string
  subjectKind: string
  subjectId: string
  changes: Record<string, unknown> | null
  reason: string | null
}

/** What is equal for all entries of one command. */
export interface AuditOrigin {
  commandId: string
  command: string
  cause: string
}

export function auditEntry(fact: AuditFact, principal: Principal, origin: AuditOrigin, at: Date): AuditEntry {
  return {
    at: at.toISOString(),
    accountId: principal.accountId,
    personId: principal.personId,
    ...origin,
    action: fact.action,
    subjectKind: fact.subjectKind,
    subjectId: fact.subjectId,
    changes: fact.changes ?? null,
    reason: fact.reason ?? null,
  }
}

/**
 * SHA-256 of an entry's content. Goes by values, not by stored bytes: jsonb keeps neither key order nor white space.
 * The order of the members is part of the format: changing it makes every sealed entry look edited.
 */
export function contentHash(entry: AuditEntry): Buffer {
  const { at, accountId, personId, commandId, command, cause, action, subjectKind, subjectId, changes, reason } = entry
  const content = [at, accountId, personId, commandId, command, cause, action, subjectKind, subjectId, changes, reason]
  return hash('sha256', canonicalJson(content), 'buffer')
}

/** Writes the entries of one command in one statement. */
export async function writeAuditEntries(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.query(insertAuditEntries, [
    entries.map(e => e.at),
    entries.map(e => e.accountId),
    entries.map(e => e.personId),
    entries.map(e => e.commandId),
    entries.map(e => e.command),
    entries.map(e => e.cause),
    entries.map(e => e.action),
    entries.map(e => e.subjectKind),
    entries.map(e => e.subjectId),
    entries.map(e => (e.changes === null ? null : JSON.stringify(e.changes))),
    entries.map(e => e.reason),
    entries.map(contentHash),
  ])
}
