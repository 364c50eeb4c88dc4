import { jwModdle } from '@jingwei/engine/model'
import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import Modeler from 'bpmn-js/lib/Modeler'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { diagramWords } from './diagram-words.ts'
import { elementRulesModule } from './element-rules.ts'
import { flowContextPadModule } from './flow-context-pad.ts'
import { flowPaletteModule, type PaletteWords } from './flow-palette.ts'
import { replaceMenuModule } from './replace-menu.ts'
import { roomUndoModule } from './room-undo.ts'

interface CanvasSettings {
  container: HTMLElement
  readOnly: boolean
  /** Asked each time, so that a change of language needs no new canvas. */
  language(): string
  words: PaletteWords
}

/** Our theme's variables as bpmn-js' colours: a change of theme needs no new drawing. */
const COLOURS = {
  defaultFillColor: 'var(--jw-bg)',
  defaultStrokeColor: 'var(--jw-canvas-stroke)',
  defaultLabelColor: 'var(--jw-text)',
}

/** bpmn-js over an empty container: the modeler with our palette, or a viewer. The caller imports and destroys. */
export function openCanvas({ container, readOnly, language, words }: CanvasSettings): BaseViewer {
  const translate = { translate: ['value', diagramWords(language)] }
  const settings = {
    container,
    bpmnRenderer: COLOURS,
    textRenderer: { defaultStyle: { fontFamily: fontFamily() } },
    moddleExtensions: { jw: jwModdle },
  }
  if (readOnly) return new NavigatedViewer({ ...settings, additionalModules: [translate] })
  const paletteWords = { paletteWords: ['value', words] }
  return new Modeler({
    ...settings,
    additionalModules: [
      translate,
      paletteWords,
      flowPaletteModule,
      flowContextPadModule,
      replaceMenuModule,
      elementRulesModule,
      roomUndoModule,
    ],
  })
}

/** Texts are measured on a bitmap, which does not resolve variables. */
const fontFamily = (): string => getComputedStyle(document.documentElement).getPropertyValue('--jw-font').trim()
