import { expect, test } from 'vitest'
import { FakeClock } from '../base/clock.ts'
import { Conflict } from '../base/errors.ts'
import { silentLog } from '../base/log.ts'
import { DatabaseAway } from '../store/database-away.ts'
import { createFlowPump, type FlowPumpParts } from './flow-pump.ts'

const CLAIMED = { kind: 'timer', root_id: null, failures: 0, pauses: null }

function pumpWith(claims: { id: string; retries_left: number }[][], rest: Partial<FlowPumpParts> = {}) {
  const asked: { name: string; values: readonly unknown[] }[] = []
  const fired: string[] = []
  const failed: [string, string][] = []
  const pump = createFlowPump({
    tx: {
      query: async (statement, values = []) => {
        asked.push({ name: statement.name, values })
        return statement.name === 'flow-jobs-claim'
          ? ((claims.shift() ?? []).map(job => ({ ...CLAIMED, failures: 3 - job.retries_left, ...job })) as never)
          : []
      },
    },
    owner: 'me',
    clock: new FakeClock('2026-01-01T00:00:00Z'),
    log: silentLog,
    fire: async ({ id }) => void fired.push(id),
    fail: async ({ id }, { message }) => void failed.push([id, message]),
    ...rest,
  })
  return { pump, asked, fired, failed }
}

class Refused extends Conflict {
  constructor() {
    super('test.refused', 'Not now.')
  }
}

const refusing = {
  fire: async () => {
    throw new Refused()
  },
}

test('what is due is claimed for fifteen seconds and fired', async () => {
  const { pump, asked, fired } = pumpWith([[{ id: 'a', retries_left: 3 }]])

  expect(await pump.runOnce()).toBe(1)
  expect(fired).toEqual(['a'])
  expect(asked[0]!.values).toEqual(['me', '2026-01-01T00:00:15.000Z', '2026-01-01T00:00:00.000Z', 16])
})

test.each([
  [3, '2026-01-01T00:00:10.000Z'],
  [2, '2026-01-01T00:01:00.000Z'],
])('with %i attempts left a failure puts the timer back until %s', async (retries, until) => {
  const { pump, asked, failed } = pumpWith([[{ id: 'a', retries_left: retries }]], refusing)

  await pump.runOnce()

  expect(asked[1]).toEqual({ name: 'flow-jobs-release', values: ['a', 'me', until, 'Not now.'] })
  expect(failed).toEqual([])
})

test('the last failure becomes an incident, in the words of the error', async () => {
  const { pump, failed } = pumpWith([[{ id: 'a', retries_left: 1 }]], refusing)

  await pump.runOnce()

  expect(failed).toEqual([['a', 'Not now.']])
})

test('an attempt that the moment made impossible does not count, not even the last one', async () => {
  const fire = async () => {
    throw new DatabaseAway(new Error('gone'))
  }
  const { pump, asked, failed } = pumpWith([[{ id: 'a', retries_left: 1 }]], { fire })

  await pump.runOnce()

  expect(asked[1]).toEqual({ name: 'flow-jobs-postpone', values: ['a', 'me', '2026-01-01T00:00:01.000Z'] })
  expect(failed).toEqual([])
})

test('the words of an internal fault stay inside', async () => {
  const fire = async () => {
    throw new Error('password=…')
  }
  const { pump, failed } = pumpWith([[{ id: 'a', retries_left: 1 }]], { fire })

  await pump.runOnce()

  expect(failed[0]![1]).not.toContain('password')
})

test('stop waits for the timers that are being fired', async () => {
  let finish = () => {}
  const firing = new Promise<void>(resolve => (finish = resolve))
  const began = Promise.withResolvers<void>()
  const { pump } = pumpWith([[{ id: 'a', retries_left: 3 }]], {
    fire: () => {
      began.resolve()
      return firing
    },
  })
  pump.start()
  await began.promise
  let stopped = false
  const stopping = pump.stop().then(() => (stopped = true))
  await Promise.resolve()
  expect(stopped).toBe(false)

  finish()
  await stopping
  expect(stopped).toBe(true)
})
