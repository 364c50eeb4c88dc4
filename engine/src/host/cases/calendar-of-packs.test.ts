import path from 'node:path'
import { expect, test } from 'vitest'
import { addWorkingTime } from '../../base/working-calendar/index.ts'
import { kinds } from '../../kinds/index.ts'
import { compileDefinitions } from '../../metadata/compile-definitions.ts'
import { snapshotOf } from '../../metadata/snapshot-of.ts'
import { builtinFunctions } from '../builtin-functions.ts'
import { compilePacks } from '../compile-packs.ts'
import { calendarOfPacks } from './calendar-of-packs.ts'

test('cases count in the working calendar of the core pack', async () => {
  const core = path.resolve(import.meta.dirname, '../../../../definitions/core')
  const { folders, functions } = await compilePacks([core], { kinds, builtins: builtinFunctions })
  const snapshot = snapshotOf(await compileDefinitions({ packs: folders, kinds, functions: functions.all }))

  const china = calendarOfPacks('china', snapshot)!

  // Before the National Day of 2025, eight days off and a make-up Saturday behind them.
  expect(addWorkingTime('2025-09-30T02:00:00.000Z', 'P3D', china)).toEqual({
    at: '2025-10-11T02:00:00.000Z',
    beyondCalendar: false,
  })
  expect(calendarOfPacks('mars', snapshot)).toBeNull()
})
