import { checkBoundary } from './check-boundary.ts'
import { checkCaught } from './check-caught.ts'
import { checkCompensation } from './check-compensation.ts'
import { checkEvent } from './check-event.ts'
import { checkEventGateway } from './check-event-gateway.ts'
import { checkLinks } from './check-links.ts'
import { checkMappings } from './check-mappings.ts'
import { checkReachable } from './check-reachable.ts'
import { checkSequenceFlows } from './check-sequence-flows.ts'
import { checkStarts } from './check-starts.ts'
import { checkThrown } from './check-thrown.ts'
import { checkTransaction } from './check-transaction.ts'
import { checkVariableNames } from './check-variable-names.ts'
import { checkWaysOut } from './check-ways-out.ts'
import type { Compiling } from './compiling.ts'
import { SCOPES } from './scope-graphs.ts'

/** Checks how the elements of a process hang together: what BPMN forbids, and what would never do what it says. */
export function checkStructure(compiling: Compiling): void {
  const { process } = compiling
  checkSequenceFlows(compiling)
  checkStarts('', compiling)
  checkLinks('', compiling)
  for (const element of process.elements) {
    checkEvent(element, compiling)
    checkBoundary(element, compiling)
    checkCompensation(element, compiling)
    checkEventGateway(element, compiling)
    checkTransaction(element, compiling)
    checkMappings(element, compiling)
    checkVariableNames(element, compiling)
    checkThrown(element, compiling)
    checkCaught(element, compiling)
    checkWaysOut(element, process.outgoing(element.id), compiling)
    if (!SCOPES.has(element.type)) continue
    checkStarts(element.id, compiling)
    checkLinks(element.id, compiling)
  }
  checkReachable(compiling)
}
