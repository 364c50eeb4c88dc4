import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** Each throwing link of a scope has exactly one catching link of its name there. */
export function checkLinks(scope: string, { process, faults }: Compiling): void {
  const links = process.children(scope).filter(element => element.event?.type === 'link')
  const catching = new Map<string, string>()
  for (const element of links) {
    if (element.type !== 'intermediateCatchEvent') continue
    const [name, other] = [nameOf(element), catching.get(nameOf(element))]
    if (other === undefined) catching.set(name, element.id)
    else
      faults.at(element.id, 'flow.link_pair', `${element.id} and ${other} both catch the link "${name}". Rename one.`)
  }
  for (const element of links) {
    const name = nameOf(element)
    if (element.type !== 'intermediateThrowEvent' || catching.has(name)) continue
    const message = `The link "${name}" of ${element.id} leads nowhere: nothing on its level catches it.`
    faults.at(element.id, 'flow.link_pair', message, { asked: name, known: catching.keys() })
  }
}

const nameOf = ({ event }: ElementContent): string => (event?.type === 'link' ? event.name : '')
