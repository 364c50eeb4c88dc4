import type { ElementContent, SequenceFlowContent } from '../content.ts'

/** Ids of elements are NCNames, so no drawn flow is called like this. */
const LINK = 'link:'

export const isLinkFlow = (id: string): boolean => id.startsWith(LINK)

/** A throwing link is a sequence flow to the catching one of its name in the same scope (BPMN 2.0.2 §10.5.6). */
export function linkFlows(scope: readonly ElementContent[]): SequenceFlowContent[] {
  const links = scope.flatMap(({ id, type, title, event }) =>
    event?.type === 'link' ? [{ id, type, title, name: event.name }] : [],
  )
  if (links.length === 0) return []
  const catching = new Map(links.filter(link => link.type === 'intermediateCatchEvent').map(link => [link.name, link]))
  return links
    .filter(link => link.type === 'intermediateThrowEvent')
    .flatMap(({ id, title, name }) => {
      const to = catching.get(name)
      return to === undefined ? [] : [{ id: `${LINK}${id}`, title, from: id, to: to.id }]
    })
}
