import type { RenamePlan } from '../../metadata/rename/plan-rename.ts'
import { jsonOption, type Command } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { writeFiles } from '../write-files.ts'

export interface RenameParts {
  /** What the rename changes in these packs. Throws the errors of a rename that can't be done. */
  planRename(rename: { target: string; newName: string; folders: readonly string[] }): Promise<RenamePlan>
}

export const rename: Command<RenameParts> = {
  name: 'rename',
  summary: 'Rename a definition or a field, and every use of it',
  usage: '<pack>/<kind>/<name>[#<field>] <new name> <packs…>',
  options: {
    'dry-run': { type: 'boolean', help: 'Change nothing; list every place that would change' },
    json: jsonOption,
  },
  examples: [
    'rename sales/entity/contract#amount total packs/* # a field, in the packs that build on it too',
    'rename sales/entity/contract#lines.gross incl packs/* --dry-run # a field of line items; only list',
    'rename sales/form/contract_edit contract_entry packs/* # a definition and its file',
  ],
  positionals: { atLeast: 3 },
  async run({ positionals, values }, parts, terminal) {
    const [target = '', newName = '', ...folders] = positionals
    const plan = await parts.planRename({ target, newName, folders })
    if (!values['dry-run']) await writeFiles(plan.changes)
    if (values['json']) terminal.print(JSON.stringify(summaryOf(plan)))
    else printPlan(plan, terminal, values['dry-run'] === true)
    return 0
  },
}

const summaryOf = ({ changes, ...plan }: RenamePlan) => ({
  ...plan,
  files: changes.map(({ file, newFile = file }) => ({ file, newFile })),
})

function printPlan({ uses, changes, oldName, newName, notes }: RenamePlan, terminal: Terminal, isDry: boolean): void {
  for (const { file, line, column } of uses) terminal.print(`${file}:${line}:${column} ${oldName} → ${newName}`)
  for (const { file, newFile } of changes) if (newFile !== undefined) terminal.print(`${file} → ${newFile}`)
  const places = `${uses.length} ${uses.length === 1 ? 'place' : 'places'} in ${changes.length} ${changes.length === 1 ? 'file' : 'files'}`
  terminal.print(isDry ? `${places} would change.` : `${places} changed.`)
  for (const note of notes) terminal.print(note)
}
