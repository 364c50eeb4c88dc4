import type { Command, Option } from './command.ts'

/** The list of commands. */
export const generalHelp = (commands: readonly Command<never>[] | readonly Command<any>[]): string => `\
Usage: jingwei <command> [options]

${table(commands.map(({ name, usage, summary }) => [`  ${name} ${usage}`.trimEnd(), summary]))}

  jingwei <command> --help   Options of a command
  jingwei --version          Version of the engine

Exit codes: 0 all well, 1 faults were found, 2 called wrongly`

/** Usage and options of one command. */
export const commandHelp = ({ name, usage, summary, options }: Command<any>): string =>
  `\
${summary}

Usage: jingwei ${name} ${usage}
${Object.keys(options).length === 0 ? '' : `\n${table(Object.entries(options).map(([option, spec]) => [flag(option, spec), spec.help]))}\n`}`.trimEnd()

const flag = (name: string, { type, value }: Option): string =>
  `  --${name}${type === 'string' ? ` <${value ?? 'text'}>` : ''}`

function table(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3
  return rows.map(([left, right]) => left.padEnd(width) + right).join('\n')
}
