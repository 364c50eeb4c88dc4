import type { Configuration } from '../../host/configuration.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'

export interface DataParts extends Surroundings {
  /** What is kept of removed fields and entities. */
  removedData(configuration: Configuration): Promise<{ subject: string; rows: number }[]>
  /** Deletes what is kept under this name, for good. */
  purgeRemoved(
    configuration: Configuration,
    subject: string,
    reason: string,
  ): Promise<{ subject: string; rows: number }>
}

export const dataRemoved: Command<DataParts> = {
  name: 'data removed',
  summary: 'List the data that is kept of removed fields and entities',
  usage: '[options]',
  options: { ...installationOptions, json: jsonOption },
  examples: ['data removed'],
  async run(args, parts, terminal) {
    const kept = await parts.removedData(configurationOf(args, parts))
    if (args.values['json']) terminal.print(JSON.stringify({ items: kept }))
    else if (kept.length === 0)
      terminal.print('Nothing is kept: every column and table belongs to a definition in force.')
    else for (const { subject, rows } of kept) terminal.print(`${subject}  ${rows} row(s)`)
    return 0
  },
}

export const dataPurge: Command<DataParts> = {
  name: 'data purge',
  summary: 'Delete the data of a removed field or entity for good',
  usage: '<entity>[.<field>] --reason <text>',
  options: {
    ...installationOptions,
    reason: { type: 'string', value: 'text', help: 'Why, kept in the audit trail' },
    json: jsonOption,
  },
  examples: ['data purge contract.remark --reason "asked for by the person concerned"'],
  positionals: { atLeast: 1 },
  async run(args, parts, terminal) {
    const reason = args.values['reason']
    if (typeof reason !== 'string' || reason.trim() === '' || args.positionals.length !== 1) {
      terminal.complain('One name and a reason are needed: jingwei data purge contract.remark --reason "…"')
      return 2
    }
    const purged = await parts.purgeRemoved(configurationOf(args, parts), args.positionals[0]!, reason.trim())
    terminal.print(args.values['json'] ? JSON.stringify(purged) : `${purged.subject}: ${purged.rows} row(s) purged.`)
    return 0
  },
}
