import type { AuditReport } from '../cli/commands/audit-verify.ts'
import type { Configuration } from '../host/configuration.ts'
import type { OpenEngine } from './open-engine.ts'

export interface Sealer {
  stop(): Promise<void>
}

export function startSealer(_engine: OpenEngine, _configuration: Configuration): Sealer {
  return { stop: async () => {} }
}

export async function verifyAudit(_configuration: Configuration): Promise<AuditReport> {
  throw new Error('not yet')
}
