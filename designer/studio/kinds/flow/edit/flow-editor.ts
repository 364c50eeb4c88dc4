import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory'
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling'
import type { Element } from 'bpmn-js/lib/model/Types'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import { withExtensions, type BusinessObject } from './business-object.ts'

/** Every change of the panel goes through here: one call is one step of undo. Values that are undefined remove. */
export interface FlowEditor {
  set(element: Element, properties: Record<string, unknown>): void
  /** Changes a part of the element: an extension, a timer definition. */
  setPart(element: Element, part: BusinessObject, properties: Record<string, unknown>): void
  /** Replaces all extensions of one type. */
  setExtensions(element: Element, type: string, values: readonly BusinessObject[]): void
  create(type: string, attributes: Record<string, unknown>): BusinessObject
  find(id: string): Element | undefined
}

/** Only the finding part works in a viewer, which has no modeling. */
export function flowEditor(viewer: BaseViewer): FlowEditor {
  const modeling = () => viewer.get<Modeling>('modeling')
  const create: FlowEditor['create'] = (type, attributes) =>
    viewer.get<BpmnFactory>('bpmnFactory').create(type, attributes)
  return {
    create,
    find: id => viewer.get<ElementRegistry>('elementRegistry').get(id) as Element | undefined,
    set: (element, properties) => modeling().updateProperties(element, properties),
    setPart: (element, part, properties) => modeling().updateModdleProperties(element, part, properties),
    setExtensions(element, type, next) {
      const object: BusinessObject = element.businessObject
      const values = withExtensions(object, type, next)
      const holder: BusinessObject | undefined = object.extensionElements
      if (holder) return modeling().updateModdleProperties(element, holder, { values: adopt(values, holder) })
      const created = create('bpmn:ExtensionElements', {})
      created.values = adopt(values, created)
      created.$parent = object
      modeling().updateProperties(element, { extensionElements: created })
    },
  }
}

function adopt(children: BusinessObject[], parent: BusinessObject): BusinessObject[] {
  for (const child of children) child.$parent = parent
  return children
}
