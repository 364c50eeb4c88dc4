// node todo-lag.ts CONNECTIONS SECONDS: from the commit of a start to the answer of the to-do list that shows its task,
// on DATABASE_URL. While the other callers start and complete, one starts runs and looks.
import { Latencies } from '../../support/latencies.ts'
import { openInProcess } from '../in-process.ts'

const [, , connections = '16', seconds = '4'] = process.argv
const { database, start, openTasks, complete, todo } = await openInProcess(Number(connections))
const [lags, lists] = [new Latencies(), new Latencies()]
let isOver = false

async function look(): Promise<void> {
  const instanceId = await start('simple')
  const [task] = await openTasks(instanceId)
  const began = performance.now()
  for (let list: string[] = []; !list.includes(task!);) {
    list = await lists.time(() => todo(50))
    // A newer task of the other callers takes a place each: more than a page of them means that it was not shown in time.
    if (performance.now() - began > 5_000) throw new Error('the to-do list did not show a task within five seconds')
  }
  lags.add(performance.now() - began)
  await complete(task!)
}

async function work(): Promise<void> {
  while (!isOver) for (const task of await openTasks(await start('simple'))) await complete(task)
}

const others = Array.from({ length: Number(connections) - 1 }, work)
for (let i = 0; i < 20; i++) await look()
for (const each of [lags, lists]) each.clear()
const end = performance.now() + Number(seconds) * 1000
while (performance.now() < end) await look()
isOver = true
await Promise.all(others)
console.log(
  JSON.stringify({
    perSec: lags.count / Number(seconds),
    lagP50Ms: lags.percentile(0.5),
    lagP99Ms: lags.percentile(0.99),
    listP50Ms: lists.percentile(0.5),
    listP99Ms: lists.percentile(0.99),
    listsPerLook: lists.count / lags.count,
  }),
)
await database.close()
