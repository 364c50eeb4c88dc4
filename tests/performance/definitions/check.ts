// How long a check takes: all of 1,000 definitions from their files, and one changed file among 300.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { builtinFunctions } from '../../../engine/src/host/builtin-functions.ts'
import { functionRegistry } from '../../../engine/src/host/function-registry.ts'
import { loadPacks } from '../../../engine/src/host/load-packs.ts'
import { kinds } from '../../../engine/src/kinds/index.ts'
import type { CompileOutput } from '../../../engine/src/metadata/compile-definitions.ts'
import type { PackFolder } from '../../../engine/src/metadata/pack.ts'
import { createWorkspace } from '../../../engine/src/metadata/workspace.ts'
import { GROUP_SIZE, syntheticPacks } from './synthetic-packs.ts'

const functions = functionRegistry(builtinFunctions).all

/** Seconds from the files on disk to the diagnostics. */
export async function checkSeconds(definitions: number): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-definitions-'))
  try {
    const packs = syntheticPacks(Math.ceil(definitions / GROUP_SIZE))
    for (const pack of packs) write(folder, pack)
    const startedAt = performance.now()
    const output = await loadPacks(
      packs.map(pack => path.join(folder, pack.folder)),
      { kinds, functions },
    )
    const seconds = (performance.now() - startedAt) / 1000
    assertSound(output, definitions)
    return seconds
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** Milliseconds of a check after each kind of edit, among `definitions`. */
export async function incrementalMilliseconds(definitions: number): Promise<Record<string, number>> {
  const packs = syntheticPacks(Math.ceil(definitions / GROUP_SIZE))
  const workspace = createWorkspace({ packs, kinds, functions })
  assertSound(await workspace.check(), definitions)
  const textOf = (file: string) =>
    packs.flatMap(pack => pack.files.filter(({ path: name }) => `${pack.folder}/${name}` === file))[0]!.text
  const measured: Record<string, number> = {}
  for (const [what, [file, from, to]] of Object.entries(EDITS)) {
    const text = textOf(file)
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`)
    workspace.set(file, text.replaceAll(from, to))
    const startedAt = performance.now()
    await workspace.check()
    measured[what] = performance.now() - startedAt
    workspace.set(file, text)
    assertSound(await workspace.check(), definitions)
  }
  return measured
}

/** File, text in it, and what it becomes: sound changes and mistakes. */
const EDITS: Record<string, [file: string, from: string, to: string]> = {
  'a title of an entity': ['base/entities/order_7.entity.json', '"订单 7"', '"采购订单 7"'],
  'a field of an entity is lost': ['base/entities/order_7.entity.json', '"extra_days"', '"more_days"'],
  'an expression': ['base/entities/partner_7.entity.json', '"账期"', '"付款账期"'],
  'a form': ['base/forms/order_edit_7.form.json', 'payment_days > 30', 'payment_dayz > 30'],
  'a page': ['base/pages/order_list_7.page.json', '"discount_pct"', '"discount"'],
  'a rule': ['base/rule-sets/authority_7.rule-set.json', '"55"', '"fifty"'],
  'a flow': ['base/flows/order_approval_7.bpmn', 'record.amount', 'record.amont'],
  'a document': ['base/document-templates/order_print_7.hbs', '{{money amount}}', '{{money amont}}'],
  'a locale file': ['base/locales/en.json', 'Text of /title', 'A text of /title'],
}

function write(folder: string, pack: PackFolder): void {
  for (const file of pack.files) {
    const at = path.join(folder, pack.folder, file.path)
    fs.mkdirSync(path.dirname(at), { recursive: true })
    fs.writeFileSync(at, file.text)
  }
}

function assertSound({ compiled, diagnostics }: CompileOutput, definitions: number): void {
  if (compiled.size >= definitions && diagnostics.length === 0) return
  const oneOfEach = [...new Map(diagnostics.map(each => [each.code, each])).values()]
  throw new Error(`${compiled.size} of ${definitions} compiled: ${JSON.stringify(oneOfEach, null, 1)}`)
}
