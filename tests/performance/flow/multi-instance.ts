import { significant } from '../support/measure.ts'
import { createFlowDatabase } from './databases.ts'
import { inTurns, rounded, type BenchWorld, type Measured } from './bench-world.ts'

const COMPLETIONS = '60'

/** What it costs that a task has 4,999 siblings: one completion, one caller. */
export async function measureMultiInstance({ rounds, server }: BenchWorld): Promise<Measured> {
  // Its thousands of rows would change the plans of others.
  const own = await createFlowDatabase(server, 'multi')
  const of = await inTurns(rounds, [['multi', own, 'scripts/multi-instance.ts', COMPLETIONS]])
  const figure = (name: string) => of('multi', name)
  return {
    rows: [
      { what: 'start of 5,000 tasks, seconds', seconds: rounded(figure('startOf5000Seconds')) },
      {
        what: 'completion among 5,000',
        completeP50Ms: rounded(figure('largeP50Ms')),
        completeP99Ms: rounded(figure('largeP99Ms')),
      },
      {
        what: 'completion among 5',
        completeP50Ms: rounded(figure('smallP50Ms')),
        completeP99Ms: rounded(figure('smallP99Ms')),
      },
    ],
    keys: { multiInstance5000Cost: significant(figure('largeP50Ms') / figure('smallP50Ms')) },
  }
}
