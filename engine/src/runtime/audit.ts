import { hash } from 'node:crypto'
import type { AuditFact, Principal, Queries, Transaction } from './context.ts'
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

/** Writes the entries of one command, in one statement together with its commit. */
export function writeAuditWithCommit(tx: Transaction, entries: readonly AuditEntry[]): void {
  if (entries.length > 0) tx.write(...insertAuditEntries(entries.map(rowOf)))
}

/** Writes entries at once, in one statement: in transactions that are no command's. */
export async function writeAuditEntries(tx: Queries, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.query(...insertAuditEntries(entries.map(rowOf)))
}

const rowOf = (entry: AuditEntry): unknown[] => [
  entry.at,
  entry.accountId,
  entry.personId,
  entry.commandId,
  entry.command,
  entry.cause,
  entry.action,
  entry.subjectKind,
  entry.subjectId,
  entry.changes === null ? null : JSON.stringify(entry.changes),
  entry.reason,
  contentHash(entry),
]
