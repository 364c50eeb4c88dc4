import type { Element } from 'bpmn-js/lib/model/Types'
import type { BusinessObject } from '../edit/business-object.ts'
import type { FlowEditor } from '../edit/flow-editor.ts'

/** What every part of the panel gets. `object` is read anew at each drawing: edits change it in place. */
export interface SectionProps {
  element: Element
  object: BusinessObject
  editor: FlowEditor
}
