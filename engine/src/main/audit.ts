import type { AuditReport } from '../cli/commands/audit-verify.ts'
import { systemClock } from '../base/clock.ts'
import { silentLog } from '../base/log.ts'
import type { Configuration } from '../host/configuration.ts'
import { anchorFile } from '../runtime/audit-anchors.ts'
import { createAuditSealer } from '../runtime/audit-sealer.ts'
import { verifyAudit as verifyTrail } from '../runtime/audit-verify.ts'
import { openDatabase } from '../store/database.ts'
import type { OpenEngine } from './open-engine.ts'

export interface Sealer {
  /** Seals once more, so that a stopped engine leaves no tail. */
  stop(): Promise<void>
}

export function startSealer({ database, clock, log }: OpenEngine, { dataDir }: Configuration): Sealer {
  const sealer = createAuditSealer({ database, anchors: anchorFile(dataDir), clock, log })
  sealer.start()
  return sealer
}

/** Opens nothing but the database: the proof needs no definitions, and an engine may be running meanwhile. */
export async function verifyAudit(configuration: Configuration): Promise<AuditReport> {
  const { databaseUrl, databaseOwnerUrl, dataDir } = configuration
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : { embedded: { dataDir } }),
    ...(databaseOwnerUrl ? { ownerUrl: databaseOwnerUrl } : {}),
    log: silentLog,
  })
  try {
    return await verifyTrail({ database, anchors: anchorFile(dataDir), clock: systemClock })
  } finally {
    await database.close()
  }
}
