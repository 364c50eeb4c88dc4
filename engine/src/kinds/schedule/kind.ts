import { defineKind } from '../../metadata/kind.ts'
import { compileSchedule } from './compile.ts'
import type { ScheduleContent } from './content.ts'
import type { ScheduleModel } from './schedule-model.ts'
import schema from './schema.json' with { type: 'json' }

export const scheduleKind = defineKind<ScheduleContent, ScheduleModel>({
  name: 'schedule',
  folder: 'schedules',
  suffix: '.schedule.json',
  schema,
  compile: compileSchedule,
})
