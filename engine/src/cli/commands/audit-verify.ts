import type { Configuration } from '../../host/configuration.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'

export interface AuditVerifyParts extends Surroundings {
  /** Proves every sealed entry of the installation's audit trail. */
  verifyAudit(configuration: Configuration): Promise<AuditReport>
}

export interface AuditReport {
  blocks: number
  /** Entries in sealed blocks. */
  sealed: number
  /** Sentences, each naming the entry or block and what was done to it. */
  faults: string[]
  unsealed: { entries: number; oldestAgeMs: number | null }
}

export const auditVerify: Command<AuditVerifyParts> = {
  name: 'audit verify',
  summary: 'Prove that no sealed entry of the audit trail was edited, deleted, inserted or reordered',
  usage: '[options]',
  options: { ...installationOptions, json: jsonOption },
  examples: ['audit verify # exit code 1 when something was changed'],
  async run(args, parts, terminal) {
    const report = await parts.verifyAudit(configurationOf(args, parts))
    const { blocks, sealed, faults, unsealed } = report
    if (args.values['json']) terminal.print(JSON.stringify(report))
    else {
      for (const fault of faults) terminal.print(fault)
      terminal.print(
        `${sealed} sealed entries in ${blocks} blocks: ${faults.length === 0 ? 'all proved' : `${faults.length} faults`}`,
      )
      const age = unsealed.oldestAgeMs === null ? '' : `, the oldest ${(unsealed.oldestAgeMs / 1000).toFixed(1)} s old`
      terminal.print(`${unsealed.entries} entries not yet sealed${age}`)
    }
    return faults.length === 0 ? 0 : 1
  },
}
