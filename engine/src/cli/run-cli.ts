import { parseArgs } from 'node:util'
import { engineVersion } from '../base/engine-version.ts'
import { JingweiError } from '../base/errors.ts'
import { nearest } from '../base/nearest.ts'
import type { Command, CommandArgs, ExitCode } from './command.ts'
import { commandHelp, generalHelp } from './help.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs `jingwei <argv…>`. `parts` is called only when a command really runs. Never throws an expected error: it is said
 * in one sentence, with exit code 2 for a wrong call or setting and 1 for the rest. Defects are thrown on, with stack.
 */
export async function runCli<Parts>(input: {
  argv: readonly string[]
  commands: readonly Command<Parts>[]
  parts: () => Promise<Parts> | Parts
  terminal: Terminal
}): Promise<ExitCode> {
  const { argv, commands, terminal } = input
  if (argv.length === 0) return wrongUsage(terminal, generalHelp(commands))
  if (argv[0] === '--version') return printed(terminal, engineVersion)
  const command = commands.find(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name)
  if (['--help', '-h', 'help'].includes(argv[0]!)) return printed(terminal, generalHelp(commands))
  if (!command) return withoutCommand(terminal, argv, commands)
  const rest = argv.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) return printed(terminal, commandHelp(command))
  return runCommand(command, rest, input)
}

/** The first word of several commands is answered with these. */
function withoutCommand<Parts>(
  terminal: Terminal,
  argv: readonly string[],
  commands: readonly Command<Parts>[],
): ExitCode {
  const [name = '', next = ''] = argv
  const family = commands.filter(command => command.name.startsWith(`${name} `))
  if (family.length === 0) return wrongUsage(terminal, unknownCommand(name, commands))
  if (['--help', '-h', 'help'].includes(next)) return printed(terminal, generalHelp(family))
  return wrongUsage(terminal, `There is no command "${name}" alone.\n\n${generalHelp(family)}`)
}

async function runCommand<Parts>(
  command: Command<Parts>,
  argv: readonly string[],
  { parts, terminal }: { parts: () => Promise<Parts> | Parts; terminal: Terminal },
): Promise<ExitCode> {
  const args = parse(command, argv)
  if (typeof args === 'string') return wrongUsage(terminal, `${args}\nSee: jingwei ${command.name} --help`)
  try {
    return await command.run(args, await parts(), terminal)
  } catch (error) {
    if (!(error instanceof JingweiError) || error.status === 500) throw error
    terminal.complain(error.message)
    return /^(configuration|diff|pack|module|plugin)\.|^store\.bad_database_url$|^push\.bad_address$/.test(error.code)
      ? 2
      : 1
  }
}

/** A sentence when the arguments are wrong. */
function parse<Parts>(command: Command<Parts>, argv: readonly string[]): CommandArgs | string {
  try {
    const options = Object.fromEntries(
      Object.entries(command.options).map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]),
    )
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, allowNegative: true })
    const atLeast = command.positionals?.atLeast ?? 0
    if (!command.positionals && positionals.length > 0) return `jingwei ${command.name} takes no "${positionals[0]}".`
    if (positionals.length < atLeast) return `Something is missing: jingwei ${command.name} ${command.usage}`
    return { values: values as CommandArgs['values'], positionals }
  } catch (error) {
    return sentence(error as Error, Object.keys(command.options))
  }
}

/** Node's own words for a wrong option, and the option that was meant. */
function sentence(error: Error, options: string[]): string {
  const name = /'--([^' =]+)/.exec(error.message)?.[1]
  const meant = name === undefined || options.includes(name) ? undefined : nearest(name, options)
  const [first] = error.message.split('. ')
  return `${first!.replace(/\.$/, '')}.${meant ? ` Did you mean --${meant}?` : ''}`
}

function unknownCommand<Parts>(name: string, commands: readonly Command<Parts>[]): string {
  const meant = nearest(
    name,
    commands.map(command => command.name.split(' ')[0]!),
  )
  return `There is no command "${name}".${meant ? ` Did you mean "${meant}"?` : ''}\n\n${generalHelp(commands)}`
}

function printed(terminal: Terminal, text: string): ExitCode {
  terminal.print(text)
  return 0
}

function wrongUsage(terminal: Terminal, text: string): ExitCode {
  terminal.complain(text)
  return 2
}
