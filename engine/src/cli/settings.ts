import { readConfiguration, type Configuration } from '../host/configuration.ts'
import type { CommandArgs, Option } from './command.ts'

/** Where the command was called. */
export interface Surroundings {
  cwd: string
  environment: Readonly<Record<string, string | undefined>>
}

/** Options of every command that works on an installation. */
export const installationOptions: Record<string, Option> = {
  config: { type: 'string', value: 'file', help: 'Settings file (default: jingwei.config.json)' },
  data: { type: 'string', value: 'folder', help: 'Data folder (default: data)' },
}

/** The settings of the installation that the command is to work on. Throws the errors of readConfiguration. */
export const configurationOf = ({ values }: CommandArgs, { cwd, environment }: Surroundings): Configuration =>
  readConfiguration({ cwd, environment, options: values, file: values['config'] as string | undefined })
