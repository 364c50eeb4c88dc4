import fs from 'node:fs/promises'
import path from 'node:path'
import { InvalidInput } from '../../base/errors.ts'
import { PackUnreadable } from '../../host/read-pack-folder.ts'
import type { FlowImport, FlowImportOrder } from '../../kinds/flow/import/import-flow.ts'
import { jsonOption, type Command, type CommandArgs, type ExitCode } from '../command.ts'
import { printImport } from '../print-import.ts'
import { writeFiles } from '../write-files.ts'

export interface ImportParts {
  /** What becomes of a foreign model. Throws ImportRefused. */
  importFlow(order: FlowImportOrder): Promise<FlowImport>
}

export const importCommand: Command<ImportParts> = {
  name: 'import',
  summary: 'Bring a BPMN model of Camunda or Flowable: say what of it runs, and write it into a pack',
  usage: '<file.bpmn>',
  options: {
    pack: { type: 'string', value: 'folder', help: 'Write it as a flow of this pack; without, it is only read' },
    name: { type: 'string', value: 'name', help: 'Name of the flow; default: the id of its process' },
    map: {
      type: 'string',
      value: 'code=function',
      help: 'Functions that do the work of classes and beans, more after commas',
    },
    json: jsonOption,
  },
  examples: [
    'import invoice.bpmn # what of it runs',
    'import invoice.bpmn --pack packs/finance --map com.acme.Archive=docs.archive # into a pack',
  ],
  positionals: { atLeast: 1 },
  async run({ positionals, values }, parts, terminal) {
    const [file = ''] = positionals
    const found = await parts.importFlow({ text: await textOf(file), file, ...orderOf(values) })
    const pack = values['pack'] === undefined ? null : String(values['pack'])
    const written = pack === null ? null : await writeInto(pack, found)
    if (values['json']) terminal.print(JSON.stringify({ ...withoutText(found), written }))
    else printImport(found, { written, terminal })
    return exitCode(found)
  },
}

const exitCode = ({ verdict }: FlowImport): ExitCode => (verdict === 'refused' ? 1 : 0)

function withoutText(found: FlowImport): Omit<FlowImport, 'text'> {
  const { text: _, ...rest } = found
  return rest
}

function orderOf({ name, map }: CommandArgs['values']): Partial<Pick<FlowImportOrder, 'name' | 'map'>> {
  return {
    ...(name !== undefined && { name: String(name) }),
    ...(map !== undefined && { map: Object.fromEntries(String(map).split(',').map(pairOf)) }),
  }
}

/** `${ship}=orders.ship`: a bean's expression may hold equals signs itself, a function's name none. */
function pairOf(text: string): [code: string, called: string] {
  const [, code, called] = /^(.+)=([\w.-]+)$/.exec(text.trim()) ?? []
  if (code === undefined || called === undefined) throw new BadMap(text)
  return [code, called]
}

async function textOf(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8')
  } catch (cause) {
    throw new ImportFileUnreadable(file, cause)
  }
}

/** The file of the flow. A pack's other flow of that name is never written over. */
async function writeInto(pack: string, { name, text }: FlowImport): Promise<string> {
  const manifest = await fs.readFile(path.join(pack, 'pack.json'), 'utf8').catch(() => null)
  if (manifest === null) throw new PackUnreadable(pack, 'it has no pack.json.')
  const folder = path.join(pack, 'flows')
  const file = path.join(folder, `${name}.bpmn`)
  const before = await fs.readFile(file, 'utf8').catch(() => null)
  if (before !== null && before !== text) throw new FlowExists(file)
  await fs.mkdir(folder, { recursive: true })
  await writeFiles([{ file, text }])
  return file
}

export class ImportFileUnreadable extends InvalidInput {
  constructor(file: string, cause: unknown) {
    super('configuration.import_unreadable', `"${file}" can't be read. Name a BPMN file that is there.`, { cause })
  }
}

export class FlowExists extends InvalidInput {
  constructor(file: string) {
    super('configuration.flow_exists', `${file} is there already and says something else. Choose another --name.`)
  }
}

export class BadMap extends InvalidInput {
  constructor(text: string) {
    super('configuration.bad_map', `"${text}" names no function for code: write <class or bean>=<module>.<function>.`)
  }
}
