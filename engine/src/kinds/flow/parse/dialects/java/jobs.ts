import type { ElementContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { present } from '../../present.ts'

/** Transaction boundaries and jobs. The old `async` means before. */
export function readJobs(said: Foreign): Partial<ElementContent> {
  const before = [said.flag('asyncBefore'), said.flag('async')]
  const after = [said.flag('asyncAfter'), said.flag('asyncLeave')]
  const exclusive = [said.flag('exclusive'), said.flag('asyncLeaveExclusive')]
  return {
    ...(before.includes(true) && { asyncBefore: true }),
    ...(after.includes(true) && { asyncAfter: true }),
    ...(exclusive.includes(false) && { exclusive: false }),
    ...(present({
      jobPriority: said.attribute('jobPriority'),
      retries: said.child('failedJobRetryTimeCycle')?.text,
    }) as Partial<ElementContent>),
  }
}
