import fs from 'node:fs/promises'
import { InvalidInput } from '../base/errors.ts'
import type { PushOrder, PushOutcome, PushSource } from '../cli/commands/push.ts'
import { otherInstallation, type OtherInstallation } from '../host/other-installation.ts'
import { readArchiveFile } from '../host/pack-archive.ts'
import { readPackFolder } from '../host/read-pack-folder.ts'
import { kinds } from '../kinds/index.ts'
import type { Side } from '../metadata/merge/merge-result.ts'
import { buildPackFile, readPackFile } from '../metadata/pack-file/pack-file.ts'
import type { LocalConflict } from '../runtime/packs/merge-local.ts'
import { signerOf } from '../runtime/packs/pack-keys.ts'
import type { PackPlan } from '../runtime/packs/pack-plan.ts'
import { isToApply, planChoices } from './plan-choices.ts'
import { withEngine } from './with-engine.ts'

/** `jingwei push`: the plan is made, shown and applied on the other server, under its rights and policies. */
export async function push({ source, to, ...decisions }: PushOrder): Promise<PushOutcome> {
  const other = otherInstallation(to)
  // Before anything is read or built: who can't push learns it at once.
  const packs = await other.packs()
  const { bytes, query, further } = await parcelOf(source, new Set(packs.map(each => each.name)))
  const made = planOf(await other.ask('POST', `/pack-plans?${query}`, bytes))
  try {
    const choices = planChoices(made, decisions)
    const plan = Object.keys(choices).length === 0 ? made : await choose(other, made.id, choices)
    if (!isToApply(plan, decisions)) {
      await other.ask('DELETE', `/pack-plans/${made.id}`)
      return { plan, applied: null, further }
    }
    const { note, setAside = [] } = decisions
    const body = { ...(note !== null && { note }), ...(setAside.length > 0 && { setAside }) }
    const { publication } = planOf(await other.ask('POST', `/pack-plans/${made.id}/apply`, body))
    return { plan, applied: publication as PushOutcome['applied'], further }
  } catch (error) {
    // What was refused is not left lying about; the refusal is what people want to read.
    await other.ask('DELETE', `/pack-plans/${made.id}`).catch(() => {})
    throw error
  }
}

interface Parcel {
  bytes: Uint8Array
  query: string
  further: string[]
}

async function parcelOf(source: PushSource, there: ReadonlySet<string>): Promise<Parcel> {
  if ('local' in source) return localParcel(source)
  const { name, bytes } = await packFile(source)
  const action = there.has(name) ? 'upgrade' : 'install'
  return { bytes, query: `action=${action}${source.allowOlder ? '&allowOlder=true' : ''}`, further: [] }
}

async function packFile({ from, keyFile }: { from: string; keyFile: string | null }) {
  const isFolder = (await fs.stat(from).catch(() => undefined))?.isDirectory() === true
  if (!isFolder) {
    const bytes = await readArchiveFile(from)
    return { bytes, name: (await readPackFile(bytes, kinds)).manifest.name }
  }
  const sign = keyFile === null ? undefined : signerOf(await fs.readFile(keyFile, 'utf8'))
  const { bytes, manifest } = await buildPackFile(await readPackFolder(from), kinds, sign)
  return { bytes, name: manifest.name }
}

const localParcel = ({ local, only }: Extract<PushSource, { local: unknown }>): Promise<Parcel> =>
  withEngine(local, [], async ({ packs }) => {
    const { bytes, ids } = await packs.localParcel(only)
    if (ids.length === 0) throw new NothingLocal()
    return { bytes, query: 'action=import', further: only === null ? [] : ids.filter(id => !only.includes(id)) }
  })

const choose = async (other: OtherInstallation, id: string, choices: Record<string, Side>): Promise<PackPlan> =>
  planOf(await other.ask('PUT', `/pack-plans/${id}/choices`, { choices }))

/** A plan as HTTP shows it, as we show it: what nobody chose is absent there as null. */
function planOf(answer: unknown): PackPlan {
  type Shown = Omit<PackPlan, 'createdAt' | 'conflicts'> & {
    createdAt: string
    conflicts: (Omit<LocalConflict, 'choice'> & { choice: Side | null })[]
  }
  const { createdAt, conflicts, ...plan } = answer as Shown
  return {
    ...plan,
    createdAt: new Date(createdAt),
    conflicts: conflicts.map(({ choice, ...rest }) => (choice === null ? rest : { ...rest, choice })),
  }
}

export class NothingLocal extends InvalidInput {
  constructor() {
    super('local_layer.empty', 'There are no local changes to send: everything in force is what the packs say.')
  }
}
