import { FakeClock } from '../../engine/src/base/clock.ts'
import { silentLog } from '../../engine/src/base/log.ts'
import type { FunctionDefinition } from '../../engine/src/host/sdk/define-function.ts'
import type { Snapshot } from '../../engine/src/metadata/snapshot.ts'
import { createCommandRunner } from '../../engine/src/runtime/command.ts'
import type { CommandRunner } from '../../engine/src/runtime/command-runner.ts'
import type { KindOperation, OutboxMessage } from '../../engine/src/runtime/context.ts'
import type { Database } from '../../engine/src/store/database.ts'

export interface TestRunner {
  commands: CommandRunner
  clock: FakeClock
  /** Messages of committed and of rolled-back commands, in the order they were written. */
  outbox: OutboxMessage[]
  /** Swaps what the next command runs on. */
  use(snapshot: Snapshot): void
}

export interface TestRunnerParts {
  database: Database
  snapshot: Snapshot
  operations?: Record<string, Record<string, KindOperation>>
  functions?: FunctionDefinition[]
  now?: string
}

/** The real command runner on a test database, with a fake clock and an outbox that is only collected. */
export function testRunner({
  database,
  snapshot,
  operations = {},
  functions = [],
  now = '2026-03-02T01:00:00Z',
}: TestRunnerParts): TestRunner {
  const clock = new FakeClock(now)
  const outbox: OutboxMessage[] = []
  let current = snapshot
  const commands = createCommandRunner({
    database,
    snapshots: { current: () => current, fresh: async () => current },
    functions: { get: name => functions.find(f => f.name === name), signatures: () => functions },
    operations: new Map(Object.entries(operations)),
    clock,
    log: silentLog,
    writeOutbox: (_tx, messages) => void outbox.push(...messages),
  })
  return { commands, clock, outbox, use: next => (current = next) }
}
