/** The composition root: the only file, with those in main/, that knows everyone. Runs the command `jingwei`. */
import { runCli } from './cli/run-cli.ts'
import { commands, type CliParts } from './cli/commands/index.ts'
import { processTerminal } from './cli/terminal.ts'
import { cliParts } from './main/cli-parts.ts'

// The reader has seen enough (`jingwei … | head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runCli<CliParts>({
  argv: process.argv.slice(2),
  commands,
  parts: cliParts,
  terminal: processTerminal,
})
// What is left open (an idle connection, a watcher) must not keep a finished command alive.
if (process.channel) process.disconnect()
setTimeout(() => process.exit(), 2_000).unref()
