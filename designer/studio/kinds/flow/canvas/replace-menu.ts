import type { PopupMenuEntries } from 'diagram-js/lib/features/popup-menu/PopupMenuProvider'

/** What the wrench may turn an element into: the types that the engine runs. */
const ALLOWED = new Set([
  'replace-with-none-start',
  'replace-with-none-end',
  'replace-with-terminate-end',
  'replace-with-user-task',
  'replace-with-service-task',
  'replace-with-send-task',
  'replace-with-rule-task',
  'replace-with-script-task',
  'replace-with-exclusive-gateway',
  'replace-with-parallel-gateway',
  'replace-with-timer-boundary',
  'replace-with-non-interrupting-timer-boundary',
  'replace-with-timer-intermediate-catch',
  'replace-with-default-flow',
  'replace-with-sequence-flow',
])

const ALLOWED_HEADERS = new Set(['toggle-is-interrupting', 'toggle-non-interrupting'])

/** Filters bpmn-js' own menu; asked after it because of the low priority. */
class ReplaceMenu {
  static $inject = ['popupMenu']

  constructor(popupMenu: { registerProvider(id: string, priority: number, provider: object): void }) {
    popupMenu.registerProvider('bpmn-replace', 100, this)
  }

  getPopupMenuEntries() {
    return (entries: PopupMenuEntries) => only(entries, ALLOWED)
  }

  getPopupMenuHeaderEntries() {
    return (entries: PopupMenuEntries) => only(entries, ALLOWED_HEADERS)
  }
}

const only = (entries: PopupMenuEntries, allowed: ReadonlySet<string>): PopupMenuEntries =>
  Object.fromEntries(Object.entries(entries).filter(([id]) => allowed.has(id)))

export const replaceMenuModule = { __init__: ['flowReplaceMenu'], flowReplaceMenu: ['type', ReplaceMenu] }
