import { test } from 'vitest'
import { startFlowEngine } from '../../../engine/src/testing/flow-engine.ts'
import { foreignModels, imported } from './foreign-models.ts'
test.each(['memory', 'embedded'])('x %s', async database => {
  let failing = 1
  const engine = await startFlowEngine({ database, functions: { 'test.flaky': () => { console.log('called', failing); if (failing-- > 0) throw new Error('no'); return { answer: 42 } } } })
  const m = foreignModels().find(x => x.name === 'flowable/async-retry')!
  const { text } = await imported(m)
  await engine.deploy(text)
  const run = await engine.start('asyncRetry', {})
  const show = async (w: string) => console.log(database, w, engine.now, JSON.stringify(await run.jobs()), await run.incidents(), (await run.outcome()).state)
  await show('start')
  console.log(await engine.fireDueJobs()); await show('jobs')
  await engine.advance('PT7M'); await show('adv')
  console.log(await engine.fireDueJobs()); await show('jobs')
  await engine.stop()
})
