import { Random } from './random.ts'

/** Inputs of each kind: few with every test run, many in the long form. */
export const INPUTS = process.env.JINGWEI_LONG ? 10_000 : 250

const SEED = Number(process.env.JINGWEI_FUZZ_SEED ?? 20260101)
/** Only this input: what a failure names. */
const ONLY = process.env.JINGWEI_FUZZ_INPUT

/** No input may hold the processor longer, in ms. */
const LONGEST = 1000

export interface Slowest {
  ms: number
  input: number
}

/**
 * Tries `inputs` inputs, each made from a seed of its own. What an input throws, or a second of processor time, fails with
 * the way to try it again.
 */
export async function fuzz<Input>(
  name: string,
  inputs: number,
  /** Makes an input; what that costs does not count. */
  make: (random: Random) => Input,
  attempt: (made: Input, input: number) => Promise<void> | void,
): Promise<Slowest> {
  const slowest: Slowest = { ms: 0, input: 0 }
  const from = ONLY === undefined ? 0 : Number(ONLY)
  const to = ONLY === undefined ? inputs : from + 1
  for (let input = from; input < to; input++) {
    const made = make(new Random(seedOf(name, input)))
    const ms = await processorMs(() => attempt(made, input)).catch((error: unknown) => {
      throw new Error(again(name, input), { cause: error })
    })
    if (ms > slowest.ms) Object.assign(slowest, { ms: Math.round(ms), input })
    if (ms > LONGEST) throw new Error(`${again(name, input)}: it took ${Math.round(ms)} ms of processor time.`)
  }
  if (process.env.JINGWEI_LONG)
    process.stderr.write(`${name}: ${inputs} inputs of seed ${SEED}, slowest ${JSON.stringify(slowest)}\n`)
  return slowest
}

const again = (name: string, input: number): string => `${name}, JINGWEI_FUZZ_SEED=${SEED} JINGWEI_FUZZ_INPUT=${input}`

function seedOf(name: string, input: number): number {
  let seed = SEED
  for (const letter of `${name} ${input}`) seed = (Math.imul(seed ^ letter.charCodeAt(0), 0x01000193) + 1) >>> 0
  return seed
}

/** Of this process alone, so that a busy machine changes nothing. */
async function processorMs(run: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
