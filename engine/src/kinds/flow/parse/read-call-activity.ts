import type { CallContent, ElementContent, MappingContent } from '../content.ts'
import { chooser } from './choose.ts'
import { extensions, type ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import type { ElementReading } from './element-reading.ts'

export const CALL_BINDINGS = ['latest', 'deployment', 'version', 'version_tag'] as const

/** Runs another process and waits for its end. Nothing is passed unless it is said. */
export function readCallActivity(at: ElementReading): Partial<ElementContent> {
  const { element } = at
  const call: CallContent = {
    process: element['calledElement'] ?? '',
    binding: chooser(at)('binding', element['binding'], CALL_BINDINGS, 'latest'),
    ...present({
      version: element['version'] as string | undefined,
      businessKey: element['businessKey'] as string | undefined,
    }),
    ...(element['passAll'] === true && { passAll: true }),
    ...(element['returnAll'] === true && { returnAll: true }),
    in: readMappings(element, 'jw:In'),
    out: readMappings(element, 'jw:Out'),
  } as CallContent
  return { type: 'callActivity', call }
}

/** `name` gets `value`; without a value that of the variable of the same name. */
export const readMappings = (element: ModdleElement, type: string): MappingContent[] =>
  extensions(element, type).map(mapping => ({ name: mapping['name'] ?? '', value: mapping['value'] ?? null }))
