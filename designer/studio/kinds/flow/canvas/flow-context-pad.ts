import type { Element } from 'bpmn-js/lib/model/Types'
import type {
  ContextPadEntries as Entries,
  ContextPadEntry,
} from 'diagram-js/lib/features/context-pad/ContextPadProvider'
import type Create from 'diagram-js/lib/features/create/Create'
import type { PaletteWords } from './flow-palette.ts'
import type { Injector } from './injector.ts'
import { NEW_ELEMENTS, newShape, type NewElement } from './new-elements.ts'

type ContextPadEntries = Entries<Element>

/** What is appended most; everything else is in the palette and in the wrench's menu. */
const APPENDED: readonly NewElement[] = ['approval', 'branch', 'action', 'end']

/** What of bpmn-js' own pad stays; its general tasks and events are nothing that the engine runs. */
const KEPT = ['append.text-annotation', 'replace', 'connect', 'delete']

interface ContextPadService {
  registerProvider(priority: number, provider: FlowContextPad): void
}

/** Changes the pad beside a selected element; asked after bpmn-js' own provider because of the low priority. */
class FlowContextPad {
  static $inject = ['contextPad', 'injector', 'paletteWords']

  readonly getContextPadEntries: () => (entries: ContextPadEntries) => ContextPadEntries

  constructor(contextPad: ContextPadService, injector: Injector, words: PaletteWords) {
    this.getContextPadEntries = () => entries => {
      const kept = KEPT.flatMap(key => (entries[key] ? [[key, entries[key]] as const] : []))
      // bpmn-js offers an end event exactly where something may follow.
      const mayGoOn = entries['append.end-event'] !== undefined
      const appended = mayGoOn
        ? APPENDED.map(which => [`append.${which}`, appendEntry(which, injector, words)] as const)
        : []
      return Object.fromEntries([...appended, ...kept])
    }
    contextPad.registerProvider(500, this)
  }
}

function appendEntry(which: NewElement, injector: Injector, words: PaletteWords): ContextPadEntry<Element> {
  const shape = () =>
    newShape(which, words.label(which), { bpmn: injector.get('bpmnFactory'), shapes: injector.get('elementFactory') })
  return {
    group: 'model',
    className: NEW_ELEMENTS[which].icon,
    title: words.hint(which),
    action: {
      click: (_, element) =>
        injector.get<{ append(source: unknown, shape: Element): void }>('autoPlace').append(element, shape()),
      dragstart: (event, element) =>
        injector.get<Create>('create').start(event as MouseEvent, shape(), { source: element as Element }),
    },
  }
}

export const flowContextPadModule = { __init__: ['flowContextPad'], flowContextPad: ['type', FlowContextPad] }
