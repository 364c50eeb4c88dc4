import { checklistFaults } from '../../engine/src/kinds/checklist/fixtures/faults.ts'
import { dashboardFaults } from '../../engine/src/kinds/dashboard/fixtures/faults.ts'
import { entityFaults } from '../../engine/src/kinds/entity/fixtures/faults.ts'
import { formFaults } from '../../engine/src/kinds/form/fixtures/faults.ts'
import { navigationFaults } from '../../engine/src/kinds/navigation/fixtures/faults.ts'
import { pageFaults } from '../../engine/src/kinds/page/fixtures/faults.ts'
import { reportFaults } from '../../engine/src/kinds/report/fixtures/faults.ts'
import { roleFaults } from '../../engine/src/kinds/role/fixtures/faults.ts'
import { scheduleFaults } from '../../engine/src/kinds/schedule/fixtures/faults.ts'
import type { FaultTable } from '../support/definition-faults.ts'

/** The tables that the tests of the kinds run: a wrong and a right value at each pointer. */
export const faultTables: readonly FaultTable[] = [
  ...checklistFaults,
  ...dashboardFaults,
  ...entityFaults,
  ...formFaults,
  ...navigationFaults,
  ...pageFaults,
  ...reportFaults,
  ...roleFaults,
  ...scheduleFaults,
]
