import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory'
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory'
import type { Element, Shape } from 'bpmn-js/lib/model/Types'
import type ContextPad from 'diagram-js/lib/features/context-pad/ContextPad'
import type { ContextPadEntries, ContextPadEntry } from 'diagram-js/lib/features/context-pad/ContextPadProvider'
import type Create from 'diagram-js/lib/features/create/Create'
import { NEW_ELEMENTS, newShape, type NewElement } from './new-elements.ts'
import type { PaletteWords } from './flow-palette.ts'

interface Services {
  autoPlace: { append(source: Element, shape: Shape): Shape }
  bpmn: BpmnFactory
  create: Create
  shapes: ElementFactory
  words: PaletteWords
}

/** What is appended most; everything else is in the palette and in the wrench's menu. */
const APPENDED: readonly NewElement[] = ['approval', 'branch', 'action', 'end']

/** bpmn-js' pad, with its general tasks and events replaced by what the engine runs. */
class FlowContextPad {
  static $inject = ['contextPad', 'autoPlace', 'bpmnFactory', 'create', 'elementFactory', 'paletteWords']

  readonly getContextPadEntries: (element: Element) => (entries: ContextPadEntries) => ContextPadEntries

  constructor(
    contextPad: ContextPad,
    autoPlace: Services['autoPlace'],
    bpmn: BpmnFactory,
    create: Create,
    shapes: ElementFactory,
    words: PaletteWords,
  ) {
    const services = { autoPlace, bpmn, create, shapes, words }
    this.getContextPadEntries = element => entries => {
      const { replace, connect, delete: remove } = entries
      const kept = { ...(replace && { replace }), ...(connect && { connect }), ...(remove && { delete: remove }) }
      // bpmn-js offers an end event exactly where something may follow.
      const mayGoOn = entries['append.end-event'] !== undefined
      return { ...(mayGoOn && appendEntries(services)), ...note(entries), ...kept }
    }
    contextPad.registerProvider(500, this)
  }
}

const note = (entries: ContextPadEntries): ContextPadEntries => {
  const entry = entries['append.text-annotation']
  return entry ? { 'append.text-annotation': entry } : {}
}

const appendEntries = (services: Services): ContextPadEntries =>
  Object.fromEntries(APPENDED.map(which => [`append.${which}`, appendEntry(which, services)]))

function appendEntry(which: NewElement, { autoPlace, bpmn, create, shapes, words }: Services): ContextPadEntry {
  const shape = () => newShape(which, words.label(which), { bpmn, shapes })
  return {
    group: 'model',
    className: NEW_ELEMENTS[which].icon,
    title: words.hint(which),
    action: {
      click: (_: Event, element: Element) => autoPlace.append(element, shape()),
      dragstart: (event: Event, element: Element) => create.start(event as MouseEvent, shape(), { source: element }),
    },
  } as unknown as ContextPadEntry
}

export const flowContextPadModule = {
  __init__: ['flowContextPad'],
  flowContextPad: ['type', FlowContextPad],
}
