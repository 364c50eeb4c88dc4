import path from 'node:path'
import type { EmbeddedServer } from '../../../engine/src/store/embedded-server.ts'
import { median } from '../support/measure.ts'
import { runScript, type Figures } from '../support/run-script.ts'
import type { Addresses } from './databases.ts'

export interface BenchWorld {
  rounds: number
  folder: string
  server: EmbeddedServer
  /** The baseline's own database. */
  baseline: { DATABASE_URL: string }
  /** The engine's, empty but for bob. */
  engine: Addresses
}

export interface Measured {
  rows: Record<string, string | number>[]
  keys: Record<string, number | undefined>
}

/** One thing that is measured in turns with others: a script of flow/scripts or of the baseline. */
export type Cell = [name: string, env: Record<string, string>, script: string, ...args: string[]]

/** Each once per round, one after the other, so that what disturbs the machine disturbs all of them. */
export async function inTurns(
  rounds: number,
  cells: readonly Cell[],
): Promise<(name: string, figure: string) => number> {
  const results = new Map<string, Figures[]>(cells.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, env, script, ...args] of cells) {
      const figures = await runScript([path.join(import.meta.dirname, script), ...args], env)
      results.get(name)!.push(figures)
      console.error(name, JSON.stringify(figures))
    }
  return (name, figure) => median(results.get(name)!.map(figures => figures[figure]!))
}

export const rounded = (ms: number): number => Math.round(ms * 100) / 100
