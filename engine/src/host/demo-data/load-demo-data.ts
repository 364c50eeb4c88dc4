import { FakeClock, type Clock } from '../../base/clock.ts'
import type { Accounts } from '../../runtime/accounts.ts'
import { systemPrincipal, type CommandRunner } from '../../runtime/command-runner.ts'
import type { Principal, RunContext, Transaction } from '../../runtime/context.ts'
import type { Principals } from '../../runtime/principals.ts'
import { readAccountByLogin } from '../../store/statements/accounts.ts'
import { findOpenTask } from '../../store/statements/find-open-task.ts'
import { BadDemoData, type DemoFiles, type DemoStep } from './demo-files.ts'
import { DemoReferences, shifted } from './demo-references.ts'

interface Parts {
  /** Commands at another time: the demo's history lies in the past. */
  commandsAt(clock: Clock): CommandRunner
  accounts: Accounts
  principals: Principals
  tx: Transaction
  now: Date
}

/**
 * Loads the demo of a pack through ordinary commands: rows as the system, then a history of steps by the people
 * themselves, so that numbers, rights, approvals and the audit trail are real.
 */
export async function loadDemoData(files: DemoFiles, parts: Parts): Promise<void> {
  const references = new DemoReferences(parts.now)
  await loadRows(files, references, parts)
  for (const { login, person } of files.accounts)
    await addAccount({ login, person, password: files.password }, references, parts)
  parts.principals.forget()
  const records = new Map<string, { entity: string; id: string }>()
  for (const step of files.steps) await takeStep(step, { references, records }, parts)
}

const CAUSE = 'demo'

async function loadRows(files: DemoFiles, references: DemoReferences, parts: Parts): Promise<void> {
  const commands = parts.commandsAt(new FakeClock(shifted(parts.now, '-90d')))
  const patches: { entity: string; id: string; row: Record<string, unknown>; fields: string[] }[] = []
  for (const { entity, rows } of files.rows) {
    await commands.run(systemPrincipal, { name: 'demo.load', cause: CAUSE }, async ctx => {
      for (const row of rows) {
        const { data, later } = references.resolve(row)
        const { id } = await ctx.run<{ id: string }>('entity', entity, 'create', { record: data })
        references.remember(entity, row, id)
        if (later.length > 0) patches.push({ entity, id, row, fields: later })
      }
    })
  }
  // Rows that refer to each other (a unit and its head) get their second half when both are there.
  await commands.run(systemPrincipal, { name: 'demo.load', cause: CAUSE }, async ctx => {
    for (const { entity, id, row, fields } of patches)
      await patchReferences(ctx, references, { entity, id, row, fields })
  })
}

async function patchReferences(
  ctx: RunContext,
  references: DemoReferences,
  { entity, id, row, fields }: { entity: string; id: string; row: Record<string, unknown>; fields: string[] },
): Promise<void> {
  const { data, later } = references.resolve(Object.fromEntries(fields.map(field => [field, row[field]])))
  if (later.length > 0)
    throw new BadDemoData(
      `${entity}.jsonl`,
      `${later.join(', ')} of ${JSON.stringify(row['code'])} names a row that is nowhere`,
    )
  await ctx.run('entity', entity, 'update', { id, patch: data })
}

async function addAccount(
  { login, person, password }: { login: string; person: unknown; password: string },
  references: DemoReferences,
  { accounts, commandsAt, now }: Parts,
): Promise<void> {
  const personId = references.resolve({ person }).data['person'] as string | undefined
  if (personId === undefined) throw new BadDemoData('accounts.json', `the person of ${login} is in no file`)
  const { name } = await commandsAt(new FakeClock(now)).read(systemPrincipal, ctx =>
    ctx.run<{ name: string }>('entity', 'person', 'load', { id: personId }),
  )
  await accounts.add({ login, name, personId, roles: [], password })
}

interface History {
  references: DemoReferences
  /** Records made by steps, by the steps' keys. */
  records: Map<string, { entity: string; id: string }>
}

async function takeStep(step: DemoStep, history: History, parts: Parts): Promise<void> {
  const commands = parts.commandsAt(new FakeClock(shifted(parts.now, step.at)))
  const principal = await principalOf(step.as, parts)
  const options = {
    name: step.create ? 'record.create' : step.transition ? 'record.transition' : 'task.complete',
    cause: CAUSE,
  }
  try {
    await commands.run(principal, options, ctx => doStep(step, history, ctx))
  } catch (cause) {
    throw new BadDemoData('steps.json', `${JSON.stringify(step).slice(0, 160)}: ${(cause as Error).message}`)
  }
}

async function doStep(step: DemoStep, { references, records }: History, ctx: RunContext): Promise<void> {
  const data = references.resolve(step.data ?? {}).data
  if (step.create) {
    const { id } = await ctx.run<{ id: string }>('entity', step.create, 'create', { record: data })
    records.set(step.key!, { entity: step.create, id })
    return
  }
  const subject = records.get(step.record ?? '')
  if (!subject) throw new BadDemoData('steps.json', `no step before has the key "${step.record}"`)
  if (step.transition) {
    await ctx.run('entity', subject.entity, 'transition', { id: subject.id, transition: step.transition })
    return
  }
  const [task] = await ctx.tx.query<{ id: string }>(findOpenTask, [subject.id, step.complete, ctx.principal.personId])
  if (!task) throw new BadDemoData('steps.json', `${step.as} has no open task ${step.complete} for "${step.record}"`)
  const { outcome, opinion } = step
  await ctx.run('flow', '*', 'complete-task', {
    taskId: task.id,
    outcome,
    ...(opinion ? { opinion } : {}),
    ...(step.data ? { record: data } : {}),
  })
}

async function principalOf(login: string, { tx, principals }: Parts): Promise<Principal> {
  const [account] = await tx.query<{ id: string }>(readAccountByLogin, [login])
  const person = account && (await principals.find(account.id))
  if (!person) throw new BadDemoData('steps.json', `"${login}" is no account`)
  return person.principal
}
