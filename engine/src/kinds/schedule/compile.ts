import { hasErrors } from '../../metadata/diagnostic.ts'
import { Findings } from '../../metadata/findings.ts'
import type { CompileResult, Linker, Source } from '../../metadata/kind.ts'
import { compileWhen } from './compile-when.ts'
import { compileWork } from './compile-work.ts'
import type { ScheduleContent } from './content.ts'
import type { ScheduleModel } from './schedule-model.ts'

/** Checks when a schedule is due and what it does then. Pure. */
export function compileSchedule(source: Source<ScheduleContent>, link: Linker): CompileResult<ScheduleModel> {
  const findings = new Findings(source, link)
  const { name, title, active = true, when: whenContent, run: runContent, catch_up: catchUp = 'once' } = source.content
  const when = compileWhen(whenContent, findings)
  const run = compileWork(runContent, findings)
  const { diagnostics, references } = findings
  if (!when || !run || hasErrors(diagnostics)) return { diagnostics, references }
  const workingDaysOnly = whenContent.working_days_only ?? false
  return { compiled: { name, title, active, when, workingDaysOnly, run, catchUp }, diagnostics, references }
}
