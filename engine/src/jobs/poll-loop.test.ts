import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hintFlowJobs } from './flow-hints.ts'
import { pollLoop } from './poll-loop.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = () => vi.advanceTimersByTimeAsync(0)

test('it asks every second, at once when there is more, and at once after a hint', async () => {
  const answers = [true, true, false, false, false]
  let rounds = 0
  const loop = pollLoop(
    async () => answers[rounds++] ?? false,
    () => {},
  )

  loop.start()
  await settled()
  expect(rounds).toBe(3)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(rounds).toBe(4)
  hintFlowJobs()
  await settled()
  expect(rounds).toBe(5)

  await loop.stop()
  hintFlowJobs()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(rounds).toBe(5)
})

test('a hint during a round is not lost, and rounds never overlap', async () => {
  const gates: (() => void)[] = []
  const loop = pollLoop(
    () => new Promise<boolean>(resolve => gates.push(() => resolve(false))),
    () => {},
  )
  loop.start()
  loop.wake()
  loop.wake()
  expect(gates).toHaveLength(1)

  gates[0]!()
  await settled()

  expect(gates).toHaveLength(2)
  gates[1]!()
  await loop.stop()
})

test('a round that fails is told, and the next poll tries again', async () => {
  const told: unknown[] = []
  let rounds = 0
  const loop = pollLoop(
    async () => {
      if (rounds++ === 0) throw new Error('away')
      return false
    },
    error => told.push(error),
  )

  loop.start()
  await vi.advanceTimersByTimeAsync(1_000)

  expect(told).toEqual([new Error('away')])
  expect(rounds).toBe(2)
  await loop.stop()
})
