import type { DialectReader } from './dialect.ts'
import { juelOrFeel } from './java/juel.ts'
import { readJavaElement } from './java/java-element.ts'
import { readJavaEvent } from './java/event.ts'
import { readJavaFlow, readJavaProcess } from './java/java-process.ts'
import { present } from '../present.ts'
import { named } from './named.ts'

/** Models of the Camunda 7 platform, and of the older ones that it reads: `camunda:` attributes and JUEL. */
export const camunda7: DialectReader = {
  name: 'camunda7',
  prefixes: ['camunda', 'activiti'],
  harmless: named(
    'camunda',
    'modelerTemplate modelerTemplateVersion modelerTemplateIcon diagramRelationId isStartableInTasklist processEngine',
    'decisionRefTenantId calledElementTenantId caseTenantId',
  ),
  codeless: 'any',
  counterBase: 0,
  compensationWaits: true,
  foreign: true,
  expression: juelOrFeel,
  nameItself: new Set(['errorRef']),
  process: readJavaProcess,
  element: readJavaElement,
  event: readJavaEvent,
  loop: (loop, at) => {
    const said = at.foreign(loop)
    for (const name of ['asyncBefore', 'asyncAfter', 'exclusive'])
      if (said.attribute(name) !== undefined)
        at.notMapped(`${name} of the loop`, 'Each instance begins in the transaction that makes it.')
    return present({ collection: said.attribute('collection'), elementVariable: said.attribute('elementVariable') })
  },
  flow: readJavaFlow,
  dataObject: () => undefined,
}
