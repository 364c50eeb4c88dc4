import type { Command, Option } from './command.ts'

/** The list of commands. */
export const generalHelp = (commands: readonly Command<never>[] | readonly Command<any>[]): string => `\
Usage: jingwei <command> [options]

${table(commands.map(({ name, usage, summary }) => [`  ${name} ${usage}`.trimEnd(), summary]))}

  jingwei <command> --help   Options of a command
  jingwei --version          Version of the engine

Exit codes: 0 all well, 1 faults were found, 2 called wrongly`

/** Usage, options and examples of one command. */
export const commandHelp = ({ name, usage, summary, options, examples = [] }: Command<any>): string =>
  [
    summary,
    `Usage: jingwei ${name} ${usage}`.trimEnd(),
    table(Object.entries(options).map(([option, spec]) => [flag(option, spec), spec.help])),
    examples.length === 0 ? '' : `Examples:\n${table(examples.map(exampleRow))}`,
  ]
    .filter(part => part !== '')
    .join('\n\n')

function exampleRow(example: string): [string, string] {
  const [call = '', meaning = ''] = example.split(' # ')
  return [`  jingwei ${call}`, meaning]
}

const flag = (name: string, { type, value }: Option): string =>
  `  --${name}${type === 'string' ? ` <${value ?? 'text'}>` : ''}`

function table(rows: [string, string][]): string {
  if (rows.length === 0) return ''
  const width = Math.max(...rows.map(([left]) => left.length)) + 3
  return rows.map(([left, right]) => (left.padEnd(width) + right).trimEnd()).join('\n')
}
