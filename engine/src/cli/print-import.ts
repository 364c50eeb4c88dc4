import type { ImportedElement, ImportNote } from '../kinds/flow/import/classify.ts'
import type { FlowImport } from '../kinds/flow/import/import-flow.ts'
import type { Terminal, Tone } from './terminal.ts'

const DIALECTS: Readonly<Record<FlowImport['dialect'], string>> = {
  jingwei: 'Jingwei',
  camunda7: 'Camunda 7',
  camunda8: 'Camunda 8',
  flowable: 'Flowable',
}

const TONES: Readonly<Record<ImportedElement['verdict'], Tone>> = { runs: 'good', mapped: 'warning', refused: 'error' }

/** A line per element, what of it is replaced, left out or refused below; then what is left to do. */
export function printImport(
  found: FlowImport,
  { written, terminal }: { written: string | null; terminal: Terminal },
): void {
  const { name, dialect, elements, renamed } = found
  terminal.print(`Flow "${name}", a model of ${DIALECTS[dialect]}`)
  for (const { from, to } of renamed) terminal.print(`"${from}" can't be a name here and becomes "${to}".`)
  for (const element of elements) printElement(element, terminal)
  terminal.print(tally(elements))
  for (const line of toDo(found)) terminal.print(line)
  if (written !== null) terminal.print(`${written} written`)
}

function printElement({ id, type, title, line, verdict, notes }: ImportedElement, { print, tint }: Terminal): void {
  const read = notes.filter(({ how }) => how === 'read').map(({ what }) => what)
  const called = title === '' || title === id ? '' : ` "${title}"`
  const reads = read.length > 0 ? tint('faint', ` (${[...new Set(read)].join(', ')})`) : ''
  print(`${line}: ${type} ${tint('strong', id)}${called} ${tint(TONES[verdict], verdict)}${reads}`)
  for (const note of notes) if (note.how !== 'read') print(`    ${noteText(note)}`)
}

const noteText = ({ how, what, message }: ImportNote): string => {
  if (how === 'refused') return `refused: ${message} [${what}]`
  return how === 'replaced' ? `${what} is ${message}` : `${what} is left out: ${message}`
}

function tally(elements: readonly ImportedElement[]): string {
  const count = (verdict: ImportedElement['verdict']) => elements.filter(each => each.verdict === verdict).length
  return `${count('runs')} run as they are, ${count('mapped')} with something mapped or left out, ${count('refused')} are refused`
}

function toDo({ code, needs }: FlowImport): string[] {
  const pairs = code.map(name => `${name}=<module>.<function>`).join(',')
  const names = [...new Set(needs.map(({ what, name }) => `${what} ${name}`))]
  return [
    ...(code.length > 0 ? [`Name functions for its code: --map '${pairs}'`] : []),
    ...(names.length > 0 ? [`The pack needs: ${names.join(', ')}`] : []),
  ]
}
