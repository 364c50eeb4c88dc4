import fs from 'node:fs'
import { createRequire } from 'node:module'
import { kinds, jwModdle, type FlowContent } from '@jingwei/engine/model'
import { expect, test } from 'vitest'
import { extensionsOf, withExtensions, type BusinessObject } from './edit/business-object.ts'
import { readWho, whoAttributes } from './edit/who.ts'

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: BusinessObject }>
  toXML(element: BusinessObject, options: { format: boolean }): Promise<{ xml: string }>
  create(type: string, attributes: object): BusinessObject
}

// The very library that bpmn-js reads and writes with; the one of the root is an older one.
const { BpmnModdle } = createRequire(createRequire(import.meta.url).resolve('bpmn-js'))('bpmn-moddle') as {
  BpmnModdle: new (packages: object) => Moddle
}
const moddle = new BpmnModdle({ jw: jwModdle })
const repository = new URL('../../../../', import.meta.url)
const FLOWS = [
  'definitions/medical-device/flows/contract_approval.bpmn',
  'examples/first-approval/flows/purchase_approval.bpmn',
]

const textOf = (file: string) => fs.readFileSync(new URL(file, repository), 'utf8')
const parse = (text: string) => kinds.find(kind => kind.name === 'flow')!.parse!({ text, file: 'flow.bpmn' })
const contentOf = async (text: string) => (await parse(text)).content as FlowContent

test.each(FLOWS)('%s means the same after the canvas has written it', async file => {
  const { rootElement } = await moddle.fromXML(textOf(file))

  const { xml } = await moddle.toXML(rootElement, { format: true })

  const { content, diagnostics } = await parse(xml)
  expect(diagnostics).toEqual([])
  expect(content).toEqual(await contentOf(textOf(file)))
  expect(xml.match(/<bpmndi:BPMN(Shape|Edge) /g)).toEqual(textOf(file).match(/<bpmndi:BPMN(Shape|Edge) /g))
})

test.each(FLOWS)('%s means the same after the panel has written all approvers and inputs anew', async file => {
  const { rootElement } = await moddle.fromXML(textOf(file))
  const process: BusinessObject = rootElement.rootElements[0]
  for (const element of process.flowElements as BusinessObject[]) rewrite(element)

  const { xml } = await moddle.toXML(rootElement, { format: true })

  expect(await contentOf(xml)).toEqual(await contentOf(textOf(file)))
})

test('an approver that the panel changes is the approver that the engine reads', async () => {
  const { rootElement } = await moddle.fromXML(textOf(FLOWS[0]!))
  const task = (rootElement.rootElements[0].flowElements as BusinessObject[]).find(each => each.id === 'approve_sm')!
  extensionsOf(task, 'jw:Approval')[0]!.approvers = [
    moddle.create('jw:Approver', whoAttributes({ type: 'position', code: 'pc' })),
  ]

  const { xml } = await moddle.toXML(rootElement, { format: true })

  const { elements } = await contentOf(xml)
  expect(elements.find(each => each.id === 'approve_sm')!.approval!.approvers).toEqual([
    { type: 'position', code: 'pc' },
  ])
})

function rewrite(element: BusinessObject): void {
  const [approval] = extensionsOf(element, 'jw:Approval')
  if (approval)
    approval.approvers = approval.approvers.map((who: BusinessObject) =>
      moddle.create('jw:Approver', whoAttributes(readWho(who))),
    )
  const assigned = extensionsOf(element, 'jw:Assignment').map(who =>
    moddle.create('jw:Assignment', whoAttributes(readWho(who))),
  )
  const inputs = extensionsOf(element, 'jw:Input').map(({ name, value }) => moddle.create('jw:Input', { name, value }))
  if (assigned.length > 0) element.extensionElements.values = withExtensions(element, 'jw:Assignment', assigned)
  if (inputs.length > 0) element.extensionElements.values = withExtensions(element, 'jw:Input', inputs)
}
