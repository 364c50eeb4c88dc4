// node multi-instance.ts ROUNDS: one completion in a parallel multi-instance of 5,000 user tasks, and of 5, on DATABASE_URL.
import { Latencies } from '../../support/latencies.ts'
import { openInProcess } from '../in-process.ts'

const LARGE = 5_000
const SMALL = 5

const rounds = Number(process.argv[2])
const { database, start, openTasks, complete } = await openInProcess(4)
const [large, small] = [new Latencies(), new Latencies()]
const itemsOf = (count: number) => ({ items: Array.from({ length: count }, (_, i) => i) })

const began = performance.now()
const run = await start('bulk', itemsOf(LARGE))
const startSeconds = (performance.now() - began) / 1000
const tasks = await openTasks(run)
if (tasks.length !== LARGE) throw new Error(`${tasks.length} tasks are open instead of ${LARGE}`)
// In turns: four of the large one, then the first four of a small one. The last of a small one leads on, which is other work.
for (let round = 0; round < rounds; round++) {
  for (const task of tasks.splice(0, SMALL - 1)) await large.time(() => complete(task, 'done'))
  const few = await openTasks(await start('bulk', itemsOf(SMALL)))
  const last = few.pop()!
  for (const task of few) await small.time(() => complete(task, 'done'))
  await complete(last, 'done')
  // The first rounds warm up.
  if (round === 9) for (const each of [large, small]) each.clear()
}
console.log(
  JSON.stringify({
    startOf5000Seconds: startSeconds,
    largeP50Ms: large.percentile(0.5),
    largeP99Ms: large.percentile(0.99),
    smallP50Ms: small.percentile(0.5),
    smallP99Ms: small.percentile(0.99),
  }),
)
await database.close()
