import fs from 'node:fs'
import path from 'node:path'
import { silentLog } from '../../../engine/src/base/log.ts'
import { readConfiguration } from '../../../engine/src/host/configuration.ts'
import { END, flows, flowText, START } from '../../../engine/src/kinds/flow/fixtures/compiled.ts'
import { packFolders, readPacks } from '../../../engine/src/main/installation-packs.ts'
import { openEngine, type OpenEngine } from '../../../engine/src/main/open-engine.ts'
import { systemPrincipal } from '../../../engine/src/runtime/command-runner.ts'
import type { TestDatabase } from '../../support/database.ts'

export const LOGIN = { login: 'boss', password: 'order-traffic-1' }

/** An installation that engine processes can be started in, with one account that may do all. */
export interface OrderInstallation {
  folder: string
  env: Record<string, string>
}

const tally = (id: string, settings = ''): string =>
  `<serviceTask id="${id}" jw:function="orders.tally" ${settings}><extensionElements><jw:input name="order" value="=order"/><jw:input name="step" value="${id}"/></extensionElements></serviceTask>`

/** Everything that a run waits for, side by side; behind each wait a step that counts itself in a table. */
const ORDER = flowText(
  `${START}<startEvent id="ordered"><messageEventDefinition id="m_ordered" messageRef="msg_ordered"/></startEvent>
${tally('begin', 'jw:asyncBefore="true"')}<parallelGateway id="fork"/>
<userTask id="approve" name="approve"><extensionElements><jw:assignment type="person" code="boss"/></extensionElements></userTask>
<boundaryEvent id="nag" attachedToRef="approve" cancelActivity="false"><timerEventDefinition id="t_nag"><timeCycle>R2/PT1S</timeCycle></timerEventDefinition></boundaryEvent>${tally('nagged')}<endEvent id="nag_end"/>
<intermediateCatchEvent id="paid"><messageEventDefinition id="m_paid" messageRef="msg_paid"/></intermediateCatchEvent>${tally('booked')}
<intermediateCatchEvent id="rest"><timerEventDefinition id="t_rest"><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>${tally('rested')}
<intermediateCatchEvent id="go"><signalEventDefinition id="s_go" signalRef="sig_go"/></intermediateCatchEvent>${tally('gone')}
<serviceTask id="pack" jw:topic="pack"><extensionElements><jw:input name="order" value="=order"/></extensionElements></serviceTask>${tally('packed')}
<serviceTask id="send" jw:function="orders.send"><extensionElements><jw:input name="order" value="=order"/></extensionElements></serviceTask>${tally('sent')}
<parallelGateway id="join"/>${tally('finish', 'jw:asyncAfter="true"')}${END}
${flows('start > begin > fork, ordered > begin, fork > approve > join > finish > end, nag > nagged > nag_end')}
${flows('fork > paid > booked > join, fork > rest > rested > join, fork > go > gone > join, fork > pack > packed > join, fork > send > sent > join')}`,
  'orders',
  '<message id="msg_ordered" name="ordered"/><message id="msg_paid" name="paid" jw:correlationKey="=order"/><signal id="sig_go" name="go"/>',
)

/** Steps that count themselves once in each run. */
export const STEPS = ['begin', 'booked', 'rested', 'gone', 'packed', 'sent', 'finish']

/** The functions of the pack, as a module of somebody else: one that writes into the database, one that calls another system. */
const MODULE = `
const text = { type: 'string' }
const tally = {
  name: 'orders.tally', title: 'Tally', effect: 'transactional',
  input: { type: 'object', required: ['order', 'step'], properties: { order: text, step: text } },
  output: { type: 'object' },
  async run({ order, step }, { ctx }) {
    await ctx.tx.query({ name: 'orders-tally', text: 'insert into public.tally (order_key, step) values ($1, $2)' }, [order, step])
    return {}
  },
}
const send = {
  name: 'orders.send', title: 'Send', effect: 'external',
  input: { type: 'object', required: ['order'], properties: { order: text } },
  output: { type: 'object' },
  async run({ order }, { idempotencyKey }) {
    const answer = await fetch(process.env.ORDER_RECEIVER, { method: 'POST', body: JSON.stringify({ order, key: idempotencyKey }) })
    if (!answer.ok) throw new Error('The receiver answered ' + answer.status)
    return {}
  },
}
export default { name: 'orders', functions: [tally, send] }
`

const json = (content: object): string => `${JSON.stringify(content, null, 2)}\n`

const core = path.resolve(import.meta.dirname, '../../../definitions/core')

const FILES: Record<string, string> = {
  'orders/pack.json': json({
    name: 'orders',
    version: '0.1.0',
    title: '订单',
    engine: '>=0.1.0',
    requires: { core: '^0.1.0' },
    locales: ['zh-CN'],
    modules: [],
  }),
  'orders/flows/orders.bpmn': ORDER,
  'orders/roles/boss.role.json': json({
    $kind: 'role',
    name: 'boss',
    title: '全部',
    rules: [{ key: 'all', action: 'manage', subject: 'all' }],
  }),
  'module/package.json': json({ name: 'orders-module', version: '0.1.0', type: 'module', exports: './index.js' }),
  'module/index.js': MODULE,
}

/** `receiver`: where the function with effects outside sends to. */
export async function prepareOrders(
  folder: string,
  { url, ownerUrl, database }: TestDatabase,
  receiver: string,
): Promise<OrderInstallation> {
  for (const [file, text] of Object.entries(FILES)) writeFile(path.join(folder, file), text)
  const packs = [core, path.join(folder, 'orders')]
  const settings = { packs, modules: [path.join(folder, 'module')], demo: false, dataDir: 'data' }
  writeFile(path.join(folder, 'jingwei.config.json'), json(settings))
  await database.owner.query(
    `create table public.tally (order_key text not null, step text not null); grant insert, select on public.tally to jingwei_app`,
  )
  const env = {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    JINGWEI_LOG_LEVEL: 'warn',
    ORDER_RECEIVER: receiver,
  }
  await publish(folder, env)
  return { folder, env }
}

async function publish(folder: string, environment: Record<string, string>): Promise<void> {
  const configuration = readConfiguration({ cwd: folder, environment })
  const packs = await readPacks(packFolders(configuration), configuration.root)
  const engine = await openEngine({ configuration, packs, log: silentLog, environment })
  try {
    engine.snapshots.swap((await engine.publisher.publishPacks(packs, systemPrincipal)).snapshot)
    const id = await person(engine)
    await engine.accounts.add({ ...LOGIN, name: 'boss', personId: id, roles: ['boss'] })
  } finally {
    await engine.close()
  }
}

/** Somebody whom tasks can be given to. */
async function person({ commands }: OpenEngine): Promise<string> {
  const make = async (entity: string, record: object): Promise<string> => {
    const { id } = await commands.run(systemPrincipal, { name: 'record.create', cause: 'test' }, ctx =>
      ctx.run<{ id: string }>('entity', entity, 'create', { record }),
    )
    return id
  }
  const unit = await make('org_unit', { code: 'hq', name: 'hq', type: 'company' })
  const position = await make('position', { code: 'boss', name: 'boss', roles: [] })
  return make('person', { code: 'boss', name: 'boss', org_unit: unit, position })
}

function writeFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}
