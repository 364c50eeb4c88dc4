import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { Conflict } from '../base/errors.ts'
import type { BuiltPack } from '../cli/commands/pack-build.ts'
import type { InspectedPack } from '../cli/commands/pack-inspect.ts'
import type { PackOrder, PackOutcome, PackSource } from '../cli/commands/pack-plan-options.ts'
import type { Configuration } from '../host/configuration.ts'
import { FileUnreadable, readArchiveFile, writeFolder, writeWholeFile } from '../host/pack-archive.ts'
import { readPackFolder } from '../host/read-pack-folder.ts'
import { kinds } from '../kinds/index.ts'
import { buildPackFile, packFileName, readPackFile } from '../metadata/pack-file/pack-file.ts'
import { systemPrincipal } from '../runtime/command-runner.ts'
import { newKeyPair, signerOf } from '../runtime/packs/pack-keys.ts'
import type { PackPlan } from '../runtime/packs/pack-plan.ts'
import type { PackPlans } from '../runtime/packs/pack-plans.ts'
import { signatureState } from '../runtime/packs/pack-trust.ts'
import { isToApply, planChoices } from './plan-choices.ts'
import { withEngine } from './with-engine.ts'

/** `jingwei pack keygen` */
export async function makePackKey(file: string): Promise<{ id: string; publicKey: string }> {
  const { id, publicKey, privateKey } = newKeyPair()
  try {
    // Never over a key that packs were signed with.
    await fs.writeFile(file, privateKey, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new KeyFileExists(file)
    throw error
  }
  return { id, publicKey }
}

export class KeyFileExists extends Conflict {
  constructor(file: string) {
    super('pack_file.key_exists', `"${file}" exists already. Name another file; a key that is overwritten is lost.`)
  }
}

/** `jingwei pack build` */
export async function buildPack({
  folder,
  out,
  keyFile,
}: {
  folder: string
  out: string
  keyFile: string | null
}): Promise<BuiltPack> {
  const sign = keyFile === null ? undefined : signerOf(await readText(keyFile))
  const { manifest, bytes } = await buildPackFile(await readPackFolder(folder), kinds, sign)
  const file = out.endsWith('.jwpack') ? out : path.join(out, packFileName(manifest))
  await writeWholeFile(file, bytes)
  return {
    name: manifest.name,
    version: manifest.version,
    file,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    signedBy: sign ? ((await readPackFile(bytes, kinds)).folder.signature?.key ?? null) : null,
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8')
  } catch (cause) {
    throw new FileUnreadable(file, cause)
  }
}

/** `jingwei pack inspect` */
export async function inspectPack(configuration: Configuration, file: string): Promise<InspectedPack> {
  const opened = await readPackFile(await readArchiveFile(file), kinds)
  const { manifest, folder } = opened
  const files = folder.files.map(({ path: name, text }) => ({ path: name, bytes: Buffer.byteLength(text) }))
  return { manifest, signature: signatureState(opened, configuration), files }
}

/** `jingwei pack install | upgrade | uninstall | import`: beside a running engine, and without one. */
export async function runPackPlan(configuration: Configuration, order: PackOrder): Promise<PackOutcome> {
  return withEngine(configuration, await modulesFrom(order.source), async ({ packPlans }) => {
    const planned = await planOf(packPlans, order.source)
    const plan = await decided(packPlans, planned, order)
    if (!isToApply(plan, order)) {
      await packPlans.discard(plan.id, PLANNER.by)
      return { plan, applied: null }
    }
    const { id, state } = await packPlans.apply(plan.id, PLANNER, order)
    return { plan, applied: { id, state } }
  })
}

/** A folder brings the modules that its pack names; a file doesn't. */
const modulesFrom = async (source: PackSource): Promise<string[]> =>
  'from' in source && source.action !== 'import' && (await isFolder(source.from)) ? [source.from] : []

const isFolder = (place: string): Promise<boolean> =>
  fs.stat(place).then(
    stat => stat.isDirectory(),
    () => false,
  )

const PLANNER = { by: systemPrincipal, cause: 'cli' }

async function planOf(plans: PackPlans, source: PackSource): Promise<PackPlan> {
  if (source.action === 'uninstall') return plans.uninstall(source.pack, PLANNER)
  if (source.action === 'import') return plans.fromLocalLayer(await layerFrom(source.from), PLANNER)
  const { from, ...order } = source
  if (await isFolder(from)) return plans.fromFolder(await readPackFolder(from), { ...order, ...PLANNER })
  return plans.fromFile(await readArchiveFile(from), { ...order, ...PLANNER })
}

const layerFrom = async (place: string) =>
  (await isFolder(place)) ? (await readPackFolder(place)).files : readArchiveFile(place)

/** The plan with the choices of the call; those for conflicts that it has not are refused. */
async function decided(plans: PackPlans, plan: PackPlan, order: PackOrder): Promise<PackPlan> {
  const choices = planChoices(plan, order)
  return Object.keys(choices).length === 0 ? plan : plans.choose(plan.id, choices)
}

/** `jingwei pack export` */
export const exportPack = (
  configuration: Configuration,
  { pack, out }: { pack: string | null; out: string },
): Promise<{ files: number }> =>
  withEngine(configuration, [], async ({ packs }) => {
    const files = pack === null ? await packs.localFiles() : await packs.files(pack)
    if (pack !== null && out.endsWith('.jwpack')) await writeWholeFile(out, (await packs.file(pack)).bytes)
    else if (pack === null && out.endsWith('.zip')) await writeWholeFile(out, await packs.localArchive())
    else await writeFolder(out, files)
    return { files: files.length }
  })
