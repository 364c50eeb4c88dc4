import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory'
import type { Shape } from 'bpmn-js/lib/model/Types'
import type Create from 'diagram-js/lib/features/create/Create'
import type GlobalConnect from 'diagram-js/lib/features/global-connect/GlobalConnect'
import type HandTool from 'diagram-js/lib/features/hand-tool/HandTool'
import type LassoTool from 'diagram-js/lib/features/lasso-tool/LassoTool'
import type { PaletteEntries, PaletteEntry } from 'diagram-js/lib/features/palette/PaletteProvider'
import type SpaceTool from 'diagram-js/lib/features/space-tool/SpaceTool'
import type { Injector } from './injector.ts'
import { NEW_ELEMENTS, newShape, type NewElement } from './new-elements.ts'

/** Words of the palette, in the language of now. */
export interface PaletteWords {
  label(element: NewElement): string
  hint(element: NewElement): string
}

interface PaletteService {
  registerProvider(provider: FlowPalette): void
  _needsCollapse(): boolean
}

/** The palette: four tools, then what the engine runs, each with its name under its icon. Replaces bpmn-js' own. */
class FlowPalette {
  static $inject = ['palette', 'injector', 'paletteWords']

  readonly getPaletteEntries: () => PaletteEntries

  constructor(palette: PaletteService, injector: Injector, words: PaletteWords) {
    this.getPaletteEntries = () => ({ ...toolEntries(injector), ...elementEntries(injector, words) })
    // Our style sheet lays the palette out by the height there is; the built-in measure knows only entries of 46 px.
    palette._needsCollapse = () => false
    palette.registerProvider(this)
  }
}

function toolEntries(injector: Injector): PaletteEntries {
  const translate = injector.get<(text: string) => string>('translate')
  const tool = (className: string, title: string, click: (event: MouseEvent) => void): PaletteEntry => ({
    group: 'tools',
    className,
    title: translate(title),
    action: { click: event => click(event as MouseEvent) },
  })
  return {
    hand: tool('bpmn-icon-hand-tool', 'Activate hand tool', event =>
      injector.get<HandTool>('handTool').activateHand(event),
    ),
    lasso: tool('bpmn-icon-lasso-tool', 'Activate lasso tool', event =>
      injector.get<LassoTool>('lassoTool').activateSelection(event),
    ),
    space: tool('bpmn-icon-space-tool', 'Activate create/remove space tool', event =>
      injector.get<SpaceTool>('spaceTool').activateSelection(event, false, false),
    ),
    connect: tool('bpmn-icon-connection-multi', 'Activate global connect tool', event =>
      injector.get<GlobalConnect>('globalConnect').start(event, false),
    ),
  }
}

function elementEntries(injector: Injector, words: PaletteWords): PaletteEntries {
  const shape = (which: NewElement): Shape =>
    newShape(which, words.label(which), {
      bpmn: injector.get('bpmnFactory'),
      shapes: injector.get<ElementFactory>('elementFactory'),
    })
  const entry = (which: NewElement): PaletteEntry => {
    const begin = (event: Event) => injector.get<Create>('create').start(event as MouseEvent, shape(which))
    return {
      group: 'elements',
      className: NEW_ELEMENTS[which].icon,
      title: words.hint(which),
      html: labelled(words.label(which)),
      action: { click: begin, dragstart: begin },
    }
  }
  return Object.fromEntries((Object.keys(NEW_ELEMENTS) as NewElement[]).map(which => [which, entry(which)]))
}

function labelled(label: string): string {
  const entry = document.createElement('div')
  entry.className = 'entry'
  entry.draggable = true
  const text = document.createElement('span')
  text.textContent = label
  entry.append(text)
  return entry.outerHTML
}

export const flowPaletteModule = { paletteProvider: ['type', FlowPalette] }
