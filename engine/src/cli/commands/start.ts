import type { Configuration } from '../../host/configuration.ts'
import type { Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { whenStopped } from '../when-stopped.ts'

export interface StartParts extends Surroundings {
  /** Starts an engine and says where it listens. Resolves when it serves. */
  startEngine(configuration: Configuration, terminal: Terminal): Promise<RunningEngine>
}

export interface RunningEngine {
  /** Finishes running requests, then closes everything. */
  stop(): Promise<void>
}

export const start: Command<StartParts> = {
  name: 'start',
  summary: 'Start the engine and serve the app',
  usage: '[options]',
  options: {
    ...installationOptions,
    port: { type: 'string', value: 'number', help: 'Port to listen on (default: 8080, or another free one)' },
    host: { type: 'string', value: 'address', help: 'Address to listen on (default: 127.0.0.1)' },
    locale: { type: 'string', value: 'locale', help: 'Language of people who have not chosen one (default: zh-CN)' },
    demo: { type: 'boolean', help: 'Load demo data and demo sign-ins; --no-demo never does' },
  },
  examples: [
    'start --demo # with demo data',
    'start --port 9000 --data /var/lib/jingwei # a place and a port of your own',
  ],
  async run(args, parts, terminal) {
    // Listening from the first moment on: a stop during a slow start must not leave a database behind.
    const stopped = whenStopped()
    const engine = await parts.startEngine(configurationOf(args, parts), terminal)
    await stopped
    await engine.stop()
    return 0
  },
}
