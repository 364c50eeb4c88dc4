import { inTurns, rounded, type BenchWorld, type Cell, type Measured } from './bench-world.ts'

const SECONDS = '3'
const CALLERS = ['1', '16', '64']

/** The simple process with one caller, as many as there are connections in an installation, and more. A table only. */
export async function measureCallers({ rounds, baseline, engine }: BenchWorld): Promise<Measured> {
  const of = await inTurns(
    rounds,
    CALLERS.flatMap((callers): Cell[] => [
      [`${callers}/limit`, baseline, '../baseline/flow-limit.mjs', 'simple', 'pipe', callers, SECONDS],
      [`${callers}/ours`, engine, 'scripts/in-process-rate.ts', 'simple', callers, SECONDS],
    ]),
  )
  return {
    rows: CALLERS.flatMap(callers => [
      { what: `simple, ${callers} callers, limit`, perSecond: Math.round(of(`${callers}/limit`, 'perSec')) },
      {
        what: `simple, ${callers} callers, ours`,
        perSecond: Math.round(of(`${callers}/ours`, 'perSec')),
        cpuMs: rounded(of(`${callers}/ours`, 'cpuMsPer')),
        startP50Ms: rounded(of(`${callers}/ours`, 'startP50Ms')),
        startP99Ms: rounded(of(`${callers}/ours`, 'startP99Ms')),
        completeP50Ms: rounded(of(`${callers}/ours`, 'completeP50Ms')),
        completeP99Ms: rounded(of(`${callers}/ours`, 'completeP99Ms')),
      },
    ]),
    keys: {},
  }
}
