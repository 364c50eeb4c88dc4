import type { ParseArgsConfig } from 'node:util'
import type { Terminal } from './terminal.ts'

/** 0: done, nothing wrong. 1: it ran and found faults. 2: it was called wrongly. */
export type ExitCode = 0 | 1 | 2

/** What was written behind the command's name. */
export interface CommandArgs {
  positionals: string[]
  values: Record<string, string | boolean | undefined>
}

/** One command of `jingwei`. `Parts` is what it needs of the rest of the engine; main.ts gives it. */
export interface Command<Parts> {
  /** One word, or two: `audit verify`. */
  name: string
  /** One line for the list of commands. */
  summary: string
  /** What follows the name, e.g. `<packs…>`. */
  usage: string
  options: Record<string, Option>
  /** Calls that people copy, each with what it is good for behind ` # `. */
  examples?: readonly string[]
  /** How many positional arguments there must be. Default: none. */
  positionals?: { atLeast: number }
  run(args: CommandArgs, parts: Parts, terminal: Terminal): Promise<ExitCode>
}

export type Option = NonNullable<ParseArgsConfig['options']>[string] & {
  /** One line for the help. */
  help: string
  /** Name of the value in the help, e.g. `number`. */
  value?: string
}

export const jsonOption: Option = { type: 'boolean', help: 'Print one JSON object in place of text' }
