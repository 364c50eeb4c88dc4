import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test, vi } from 'vitest'
import { parseFlow } from '../../engine/src/kinds/flow/parse.ts'
import { boundedDiagnostics } from '../../engine/src/metadata/bounded-diagnostics.ts'
import schema from '../../engine/src/kinds/flow/schema.json' with { type: 'json' }
import { fuzz, INPUTS } from './support/fuzz.ts'
import { mutateXml } from './support/mutate-xml.ts'
import type { Random } from './support/random.ts'
import { refuseUnsound } from './support/sound-diagnostics.ts'

vi.setConfig({ testTimeout: 3_600_000 })

const isContent = new Ajv2020({ strict: false }).compile(schema)
const file = 'flows/foreign.bpmn'

const model = (namespaces: string, body: string, roots = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ${namespaces} id="d" targetNamespace="urn:x"><bpmn:process id="foreign" isExecutable="true">${body}</bpmn:process>${roots}</bpmn:definitions>`
const extended = (tag: string, id: string, inside: string, rest = '') =>
  `<bpmn:${tag} id="${id}"><bpmn:extensionElements>${inside}</bpmn:extensionElements>${rest}</bpmn:${tag}>`

const java = (p: string, uri: string) =>
  model(
    `xmlns:${p}="${uri}" xmlns:jw="urn:jingwei:bpmn:1"`,
    `<bpmn:startEvent id="s" ${p}:initiator="who"/><bpmn:userTask id="u" ${p}:assignee="\${boss}" ${p}:candidateGroups="a,b" ${p}:formKey="f"/>
    ${extended('serviceTask', 'w', `<${p}:inputOutput><${p}:inputParameter name="l"><${p}:list><${p}:value>1</${p}:value><${p}:map><${p}:entry key="k">v</${p}:entry></${p}:map></${p}:list></${p}:inputParameter></${p}:inputOutput><${p}:executionListener event="start" expression="\${x}"/>`)}
    ${extended('callActivity', 'c', `<${p}:in source="x" target="y"/><${p}:in variables="all" local="true"/><${p}:out variables="all"/>`, `<bpmn:multiInstanceLoopCharacteristics ${p}:collection="list" ${p}:elementVariable="e"><bpmn:completionCondition>\${done}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>`)}
    <bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="e"><bpmn:errorEventDefinition errorRef="E1" ${p}:errorCodeVariable="c"/></bpmn:startEvent></bpmn:subProcess>
    <bpmn:boundaryEvent id="b" attachedToRef="w"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:task id="undo" isForCompensation="true"/><bpmn:association id="as" sourceRef="b" targetRef="undo"/>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="u"/><bpmn:sequenceFlow sourceRef="u" targetRef="w"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${x == 1}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    '<bpmn:error id="E2" errorCode="2"/><bpmn:process id="other"><bpmn:startEvent id="os"/></bpmn:process><bpmn:collaboration id="col"><bpmn:participant id="p1" processRef="foreign"/><bpmn:participant id="p2" processRef="other"/><bpmn:messageFlow id="mf" sourceRef="w" targetRef="os"/></bpmn:collaboration>',
  )

const MODELS = [
  java('camunda', 'http://camunda.org/schema/1.0/bpmn'),
  java('flowable', 'http://flowable.org/bpmn'),
  model(
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
    `<bpmn:startEvent id="s"/>${extended('serviceTask', 'w', '<zeebe:taskDefinition type="t" retries="3"/><zeebe:ioMapping><zeebe:input source="=x" target="a.b"/><zeebe:output source="=y" target="z"/></zeebe:ioMapping>')}
    ${extended('userTask', 'u', '<zeebe:assignmentDefinition assignee="=boss" candidateGroups="a,b"/>')}${extended('callActivity', 'c', '<zeebe:calledElement processId="q" propagateAllChildVariables="false"/>')}
    <bpmn:receiveTask id="r" messageRef="m"/>`,
    `<bpmn:message id="m" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=k"/></bpmn:extensionElements></bpmn:message>`,
  ),
]

test('a spoilt model of another engine is read to a sound content, or told with its faults, in time', async () => {
  let read = 0
  const spoil = (random: Random) => mutateXml(random.pick(MODELS), random.pick(MODELS), random)

  const { ms } = await fuzz('foreign flows', INPUTS * 4, spoil, async text => {
    const { content, diagnostics } = await parseFlow({ text, file })
    refuseUnsound(boundedDiagnostics(diagnostics), new Map([[file, text]]))
    if (content === undefined) return
    read++
    isContent(content)
    // A name that is no name of a flow is told when the definition is read.
    const faults = (isContent.errors ?? []).filter(({ instancePath }) => instancePath !== '/name')
    expect(faults).toEqual([])
  })

  expect(ms).toBeLessThan(1000)
  expect(read).toBeGreaterThan(INPUTS / 2)
  expect(Object.keys(Object.prototype)).toEqual([])
})
