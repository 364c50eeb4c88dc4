import { FOREIGN_MEANINGS } from '../../../engine/src/kinds/flow/import/foreign-meanings.ts'
import type { FlowImport } from '../../../engine/src/kinds/flow/import/import-flow.ts'
import { foreignModels, imported, type ForeignModel } from './foreign-models.ts'

/** The parts of the guide that come from the code, by the name in their markers. */
export async function guideTables(): Promise<Record<string, string>> {
  return { meanings: meanings(), models: await models() }
}

/** The guide with its generated parts as they have to be. */
export async function withTables(guide: string): Promise<string> {
  const tables = await guideTables()
  return guide.replace(/<!-- generated: (\w+) -->.*?<!-- end -->/gs, (_, name: string) => {
    if (tables[name] === undefined) throw new Error(`Nothing makes the table "${name}" of the guide.`)
    return `<!-- generated: ${name} -->\n\n${tables[name]}\n\n<!-- end -->`
  })
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell).join(' | ')} |`).join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** Names that mean the same stand in one row. */
function meanings(): string {
  const byMeaning = Map.groupBy(Object.entries(FOREIGN_MEANINGS), ([, meaning]) => meaning)
  const rows = [...byMeaning].map(([meaning, names]) => [names.map(([name]) => `\`${name}\``).join(', '), meaning])
  return table(['what the model says', 'what it is here'], rows)
}

async function models(): Promise<string> {
  const rows = await Promise.all(
    foreignModels().map(async model => {
      const found = await imported(model)
      return [`[${model.name}](../../tests/conformance/foreign/${model.name}.bpmn)`, verdict(found), why(found, model)]
    }),
  )
  return table(['model', 'verdict', 'what is mapped, left out or refused'], rows)
}

const verdict = ({ verdict: given, elements }: FlowImport): string => {
  const refused = elements.filter(element => element.verdict === 'refused').map(({ id }) => `\`${id}\``)
  if (given === 'mapped') return 'runs with mapping'
  return given === 'runs' ? 'runs' : `refused at ${refused.join(', ')}`
}

function why({ elements, needs }: FlowImport, { expected: { map = {} } }: ForeignModel): string {
  const told = elements.flatMap(({ id, notes }) =>
    notes.flatMap(({ how, what, message }) => {
      if (how === 'refused') return [`\`${id}\`: ${message}`]
      return how === 'left_out' ? [`without ${code(what)} of \`${id}\``] : []
    }),
  )
  const functions = Object.keys(map).map(name => `a function for ${code(name)}`)
  const sets = needs.filter(({ what }) => what === 'rule-set').map(({ name }) => `the rule set \`${name}\``)
  return [...functions, ...sets, ...told].join('; ')
}

const code = (text: string): string => `\`${text}\``
