import type { CallContent, ElementContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { present } from '../../present.ts'

const BINDINGS: Readonly<Record<string, CallContent['binding']>> = {
  latest: 'latest',
  deployment: 'deployment',
  versionTag: 'version_tag',
}

/**
 * All variables go in and come out unless it says otherwise. Without "all in", only those of its own (its input mappings);
 * with output mappings, only what they name, read from the called run.
 */
export function readZeebeCall(
  said: Foreign,
  core: ElementContent,
  { inputMappings = [], outputMappings = [] }: Partial<ElementContent>,
): Partial<ElementContent> {
  const called = said.child('calledElement')
  const passAll = called?.flag('propagateAllParentVariables') !== false
  const returnAll = called?.flag('propagateAllChildVariables') !== false && outputMappings.length === 0
  const call: CallContent = {
    ...core.call!,
    process: called?.attribute('processId') ?? core.call!.process,
    binding: BINDINGS[called?.attribute('bindingType') ?? ''] ?? core.call!.binding,
    ...(present({ version: called?.attribute('versionTag') }) as { version?: string }),
    ...(passAll && { passAll }),
    ...(returnAll && { returnAll }),
    in: [...(passAll ? [] : inputMappings.map(({ name }) => ({ name, value: null }))), ...core.call!.in],
    out: [...outputMappings, ...core.call!.out],
  }
  return { call, ...(inputMappings.length > 0 && { inputMappings }) }
}
