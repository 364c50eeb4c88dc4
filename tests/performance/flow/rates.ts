import { significant } from '../support/measure.ts'
import { inTurns, rounded, type BenchWorld, type Cell, type Measured } from './bench-world.ts'

const SECONDS = '4'
const CONNECTIONS = '16'

/** Runs per second of two processes, 16 callers in process. */
export async function measureRates({ rounds, baseline, engine }: BenchWorld): Promise<Measured> {
  const of = await inTurns(rounds, [...cells('simple', 'simple'), ...cells('parallel', 'par')])
  const ratio = (process: string, other: string) =>
    significant(of(`${process}/ours`, 'perSec') / of(`${process}/${other}`, 'perSec'))
  return {
    rows: ['simple', 'parallel'].flatMap(process =>
      ['limit', 'ours', 'bpmn-engine'].map(side => ({
        what: `${process}/${side}`,
        perSecond: Math.round(of(`${process}/${side}`, 'perSec')),
        ...(side === 'ours' && {
          cpuMs: rounded(of(`${process}/ours`, 'cpuMsPer')),
          startP50Ms: rounded(of(`${process}/ours`, 'startP50Ms')),
          startP99Ms: rounded(of(`${process}/ours`, 'startP99Ms')),
          completeP50Ms: rounded(of(`${process}/ours`, 'completeP50Ms')),
          completeP99Ms: rounded(of(`${process}/ours`, 'completeP99Ms')),
        }),
      })),
    ),
    keys: {
      simpleVsLimit: ratio('simple', 'limit'),
      simpleVsBpmnEngine: ratio('simple', 'bpmn-engine'),
      parallelVsLimit: ratio('parallel', 'limit'),
      parallelVsBpmnEngine: ratio('parallel', 'bpmn-engine'),
    },
  }

  function cells(ours: string, theirs: string): Cell[] {
    return [
      [`${ours}/limit`, baseline, '../baseline/flow-limit.mjs', theirs, 'pipe', CONNECTIONS, SECONDS],
      [`${ours}/ours`, engine, 'scripts/in-process-rate.ts', ours, CONNECTIONS, SECONDS],
      [
        `${ours}/bpmn-engine`,
        { ...baseline, CTX: '1' },
        '../baseline/flow-bpmn-engine.mjs',
        theirs,
        'pg',
        SECONDS,
        CONNECTIONS,
      ],
    ]
  }
}
