import { pointerTo } from '../../../metadata/json-pointer.ts'
import type { TextLinks } from '../../../metadata/kind.ts'
import { attributesOf, type FlowTree, type TreeElement } from './tree-element.ts'

/** Which elements there are and which of them name others by id: a merge must not leave a name that nothing bears. */
export function flowLinks({ definitions }: FlowTree): TextLinks {
  const links: TextLinks = { targets: new Map(), uses: [] }
  collect(definitions, '/definitions', links)
  return links
}

function collect(element: TreeElement, at: string, links: TextLinks): void {
  const id = element['id']
  if (typeof id === 'string') links.targets.set(id, [...(links.targets.get(id) ?? []), at])
  for (const to of namedBy(element)) links.uses.push({ from: at, to })
  for (const part of element.$parts ?? []) collect(part, pointerTo(at, '$parts', part.$key), links)
}

const namedBy = (element: TreeElement): string[] => [
  ...attributesOf(element)
    .filter(([name]) => isReference(name))
    .map(([, value]) => value),
  ...(isReference(element.$tag) && element.$text !== undefined ? [element.$text.trim()] : []),
]

const isReference = (name: string): boolean => /Refs?$/.test(name) || ['default', 'returnTo', 'rejectTo'].includes(name)
