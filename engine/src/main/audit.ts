import { silentLog } from '../base/log.ts'
import { systemClock } from '../base/clock.ts'
import type { AuditReport } from '../cli/commands/audit-verify.ts'
import type { Configuration } from '../host/configuration.ts'
import { anchorFile } from '../runtime/audit-anchors.ts'
import { createAuditSealer, type AuditSealer } from '../runtime/audit-sealer.ts'
import { verifyAudit as verify } from '../runtime/audit-verify.ts'
import { openDatabase } from '../store/database.ts'
import type { OpenEngine } from './open-engine.ts'

/** Seals the audit trail while the engine runs; the heads are anchored in the data folder, outside of the database. */
export function startSealer({ database, clock, log }: OpenEngine, { dataDir }: Configuration): AuditSealer {
  const sealer = createAuditSealer({ database, anchors: anchorFile(dataDir), clock, log })
  sealer.start()
  return sealer
}

/** `jingwei audit verify`: works beside a running engine, and without one. */
export async function verifyAudit(configuration: Configuration): Promise<AuditReport> {
  const { databaseUrl, databaseOwnerUrl, dataDir } = configuration
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : { embedded: { dataDir } }),
    ...(databaseOwnerUrl ? { ownerUrl: databaseOwnerUrl } : {}),
    maxConnections: 2,
    log: silentLog,
  })
  try {
    return await verify({ database, anchors: anchorFile(dataDir), clock: systemClock })
  } finally {
    await database.close()
  }
}
