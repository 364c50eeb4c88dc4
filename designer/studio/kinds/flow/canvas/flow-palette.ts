import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory'
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory'
import type Create from 'diagram-js/lib/features/create/Create'
import type GlobalConnect from 'diagram-js/lib/features/global-connect/GlobalConnect'
import type HandTool from 'diagram-js/lib/features/hand-tool/HandTool'
import type LassoTool from 'diagram-js/lib/features/lasso-tool/LassoTool'
import type { PaletteEntries, PaletteEntry } from 'diagram-js/lib/features/palette/PaletteProvider'
import type SpaceTool from 'diagram-js/lib/features/space-tool/SpaceTool'
import { NEW_ELEMENTS, newShape, type NewElement } from './new-elements.ts'

/** Words of the palette, in the language of now. */
export interface PaletteWords {
  label(element: NewElement): string
  hint(element: NewElement): string
}

/** The palette: four tools, then what the engine runs, each with its name under its icon. Replaces bpmn-js' own. */
class FlowPalette {
  static $inject = [
    'palette',
    'create',
    'elementFactory',
    'bpmnFactory',
    'handTool',
    'lassoTool',
    'spaceTool',
    'globalConnect',
    'translate',
    'paletteWords',
  ]

  readonly getPaletteEntries: () => PaletteEntries

  constructor(
    palette: { registerProvider(provider: object): void; _needsCollapse: () => boolean },
    create: Create,
    shapes: ElementFactory,
    bpmn: BpmnFactory,
    hand: HandTool,
    lasso: LassoTool,
    space: SpaceTool,
    connect: GlobalConnect,
    translate: (text: string) => string,
    words: PaletteWords,
  ) {
    const begin = (which: NewElement) => (event: Event) =>
      create.start(event as MouseEvent, newShape(which, words.label(which), { bpmn, shapes }))
    const tool = (icon: string, title: string, click: (event: Event) => void): PaletteEntry => ({
      group: 'tools',
      className: icon,
      title: translate(title),
      action: { click },
    })
    this.getPaletteEntries = () => ({
      hand: tool('bpmn-icon-hand-tool', 'Activate hand tool', event => hand.activateHand(event as MouseEvent)),
      lasso: tool('bpmn-icon-lasso-tool', 'Activate lasso tool', event => lasso.activateSelection(event as MouseEvent)),
      space: tool('bpmn-icon-space-tool', 'Activate create/remove space tool', event => space.activateSelection(event as MouseEvent, false, false)),
      connect: tool('bpmn-icon-connection-multi', 'Activate global connect tool', event => connect.start(event as MouseEvent)),
      ...Object.fromEntries((Object.keys(NEW_ELEMENTS) as NewElement[]).map(which => [which, entry(which, words, begin(which))])),
    })
    // Our style sheet lays the palette out by the height there is; the built-in measure knows only entries of 46 px.
    palette._needsCollapse = () => false
    palette.registerProvider(this)
  }
}

function entry(which: NewElement, words: PaletteWords, begin: (event: Event) => void): PaletteEntry {
  return {
    group: 'elements',
    className: NEW_ELEMENTS[which].icon,
    title: words.hint(which),
    html: labelled(words.label(which)),
    action: { click: begin, dragstart: begin },
  }
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
