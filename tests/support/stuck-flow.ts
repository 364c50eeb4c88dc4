import { END, flows, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'
import { bpmnFile } from './message-flows.ts'

export const task = (id: string, rest = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><jw:assignment type="person" code="sr"/></extensionElements>${rest}</userTask>`

/** As another tool writes it: there a gateway needs no default flow. */
const foreign = ({ path, text }: PackFile): PackFile => ({
  path,
  text: text.replace(
    '<definitions ',
    '<definitions xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" ',
  ),
})

/** Stops at the gateway unless `size` is big or small. */
export const STUCK = foreign(
  bpmnFile(
    'stuck',
    `${START}<exclusiveGateway id="choose"/>${task('big')}${task('small')}${END}${flows('start > choose > big > end, choose > small > end', { choose_big: 'size = "big"', choose_small: 'size = "small"' })}`,
  ),
)

/** Two branches side by side, one of them a subprocess of three at once over `people`. */
export const BRANCHES = bpmnFile(
  'branches',
  `${START}<parallelGateway id="fork"/><parallelGateway id="join"/>${task('left')}
<subProcess id="room"><multiInstanceLoopCharacteristics jw:collection="=people" jw:elementVariable="person"/><startEvent id="in"/>${task('inner')}<endEvent id="out"/>${flows('in > inner > out')}</subProcess>
<boundaryEvent id="late" attachedToRef="room"><timerEventDefinition id="t"><timeDuration>PT48H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="too_late"/>
${task('last')}${END}${flows('start > fork > left > join > last > end, fork > room > join, late > too_late')}`,
)
