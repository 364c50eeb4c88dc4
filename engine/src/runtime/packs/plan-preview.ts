import type { LocalText } from '../../metadata/assemble.ts'
import { compareTexts } from '../../metadata/compare/compare-texts.ts'
import { hasErrors } from '../../metadata/diagnostic.ts'
import { isFromFile } from '../../metadata/pack-file/pack-file.ts'
import type { PackFolder } from '../../metadata/pack.ts'
import { countRunningInstances, readTextByHash } from '../../store/statements/pack-plans.ts'
import type { Transaction } from '../context.ts'
import type { Installation } from '../installation.ts'
import type { PublishDesk } from '../publishing/desk.ts'
import { packTexts, type PackTexts } from '../publishing/pack-texts.ts'
import { schemaImpactOf } from '../publishing/shown.ts'
import type { Target } from '../publishing/target.ts'
import { comparePacks, type PackDifferences } from './compare-packs.ts'
import { mergeImported } from './merge-imported.ts'
import { localTexts, mergeLocal, type Choices, type LocalConflict, type MergedLocal } from './merge-local.ts'
import { packsWith, packsWithout, withManifests, type InstalledPack, type Surroundings } from './next-packs.ts'
import type { PlanPreview, PlanRequest } from './pack-plan.ts'
import { PackFaulty } from './plan-errors.ts'

export interface PlanParts extends Surroundings {
  desk: PublishDesk
  tx: Transaction
}

export interface PlanInput {
  request: PlanRequest
  choices: Choices
  now: Installation | undefined
}

/** A plan worked out: what to show, and what to publish when nothing is open. */
export interface WorkedOut {
  preview: PlanPreview
  target: Target
}

/** Works a plan out on what is in force. Changes nothing. Throws the refusals of plan-errors.ts. */
export async function workOut(parts: PlanParts, input: PlanInput): Promise<WorkedOut> {
  const { desk, tx } = parts
  const installed = await withManifests(input.now?.packs ?? [], desk.parts.kinds)
  const packs = packsAfter(parts, input.request, installed)
  await refuseFaulty(parts, input, packs)
  const merged = await mergedLocal(parts, input, packs)
  const conflicts = merged.flatMap(each => each.conflicts)
  const undecided = conflicts.filter(each => each.choice === undefined)
  const open = undecided.length
  const target: Target = {
    packs,
    local: localAfter(input, await provisional(parts, input, packs, { merged, undecided })),
  }
  const prepared = await desk.prepare(tx, input.now, target)
  const faulty = hasErrors(prepared.diagnostics)
  const schema = faulty ? null : await schemaImpactOf(desk, tx, prepared)
  const definitions = await differences(parts, input, packs, merged)
  return {
    target,
    preview: {
      ...aboutPack(input.request, installed),
      definitions,
      local: merged.map(({ id, title, state, kept, taken }) => ({
        id,
        title,
        state,
        kept: kept.length,
        taken: taken.length,
      })),
      conflicts,
      open,
      diagnostics: open > 0 ? [] : prepared.diagnostics,
      schema,
      orphans: schema?.removedEntities ?? [],
      running: await runningFlows(tx, definitions),
    },
  }
}

function packsAfter(
  surroundings: Surroundings,
  request: PlanRequest,
  installed: readonly InstalledPack[],
): readonly PackFolder[] {
  switch (request.action) {
    case 'import':
      return installed.map(each => each.folder)
    case 'uninstall':
      return packsWithout(installed, request.pack)
    default: {
      const { action, allowOlder, manifest, folder } = request
      const { modules, plugins } = surroundings
      return packsWith(installed, { manifest, folder }, { action, allowOlder, modules, plugins })
    }
  }
}

/** A pack that is not sound by itself can't be merged with anything. */
async function refuseFaulty(
  { desk, tx }: PlanParts,
  { request, now }: PlanInput,
  packs: readonly PackFolder[],
): Promise<void> {
  if (request.action === 'import') return
  const { diagnostics } = await desk.prepare(tx, now, { packs, local: [] })
  if (hasErrors(diagnostics)) throw new PackFaulty(diagnostics)
}

async function mergedLocal(
  { desk, tx }: PlanParts,
  { request, choices, now }: PlanInput,
  packs: readonly PackFolder[],
): Promise<MergedLocal[]> {
  const { kinds } = desk.parts
  const before = await textsOf(now?.packs ?? [], desk)
  const local = now?.local ?? []
  if (request.action !== 'import')
    return mergeLocal({ before, after: await textsOf(packs, desk), local, kinds, choices })
  const textOf = async (id: string, hashes: readonly string[]): Promise<string | undefined> =>
    (await tx.query<{ text: string }>(readTextByHash, [id, hashes]))[0]?.text
  return mergeImported({ packs: before, local, imported: request.layer.definitions, kinds, choices, textOf })
}

/**
 * While conflicts are open, what becomes of stored records is shown as if our side had been chosen; but what stood on a
 * pack that goes, as if it went too: alone it would hardly compile, and the records left behind are to be seen first.
 */
function provisional(
  parts: PlanParts,
  { choices, ...input }: PlanInput,
  packs: readonly PackFolder[],
  { merged, undecided }: { merged: MergedLocal[]; undecided: readonly LocalConflict[] },
): Promise<MergedLocal[]> | MergedLocal[] {
  if (undecided.length === 0) return merged
  const sides = undecided.map(({ key, reason }) => [key, reason === 'pack_removed' ? 'theirs' : 'ours'] as const)
  return mergedLocal(parts, { ...input, choices: { ...choices, ...Object.fromEntries(sides) } }, packs)
}

const textsOf = (packs: readonly PackFolder[], desk: PublishDesk): Promise<PackTexts> =>
  packTexts(packs, desk.parts.kinds)

/** What an import does not name stays; a pack plan speaks of the whole layer. */
function localAfter({ request, now }: PlanInput, merged: readonly MergedLocal[]): LocalText[] {
  if (request.action !== 'import') return localTexts(merged)
  const named = new Set(merged.map(each => each.id))
  return [...(now?.local ?? []).filter(each => !named.has(each.id)), ...localTexts(merged)]
}

async function differences(
  { desk }: PlanParts,
  { request, now }: PlanInput,
  packs: readonly PackFolder[],
  merged: readonly MergedLocal[],
): Promise<PackDifferences> {
  const before = await textsOf(now?.packs ?? [], desk)
  if (request.action !== 'import') return comparePacks(before, await textsOf(packs, desk), desk.parts.kinds)
  const found: PackDifferences = { added: [], changed: [], removed: [] }
  for (const { id, title, taken, text } of merged) {
    const inForce = now?.local.find(each => each.id === id)?.text ?? before.sources.get(id)?.text
    const kind = desk.parts.kinds.find(each => each.name === id.split('/')[1])!
    if (inForce === undefined) found.added.push({ id, title })
    else if (taken.length > 0)
      found.changed.push({ id, title, comparison: await compareTexts(kind, inForce, text ?? inForce) })
  }
  return found
}

function aboutPack(
  request: PlanRequest,
  installed: readonly InstalledPack[],
): Pick<PlanPreview, 'pack' | 'signature' | 'returns'> {
  if (request.action === 'import') return { pack: null, signature: null, returns: false }
  const name = request.action === 'uninstall' ? request.pack : request.manifest.name
  const now = installed.find(each => each.manifest.name === name)
  const from = now?.manifest.version ?? null
  if (request.action === 'uninstall')
    return { pack: { name, from, to: null }, signature: null, returns: now !== undefined && !isFromFile(now.folder) }
  return { pack: { name, from, to: request.manifest.version }, signature: request.signature, returns: false }
}

/** Instances name their flow, which is unique over the packs. */
async function runningFlows(tx: Transaction, { removed }: PackDifferences): Promise<PlanPreview['running']> {
  const names = removed.map(each => each.id.split('/')).flatMap(([, kind, name]) => (kind === 'flow' ? [name] : []))
  if (names.length === 0) return []
  const rows = await tx.query<{ definition: string; instances: string }>(countRunningInstances, [names])
  return rows.map(({ definition, instances }) => ({ flow: definition, instances: Number(instances) }))
}
