/** The content of a `.schedule.json`, after the schema check. */
export interface ScheduleContent {
  $kind: 'schedule'
  name: string
  title: string
  description?: string
  active?: boolean
  when: { cron?: string; every?: string; from?: string; working_days_only?: boolean }
  run: { function?: string; inputs?: Record<string, unknown>; flow?: string }
  catch_up?: 'skip' | 'once' | 'all'
}
