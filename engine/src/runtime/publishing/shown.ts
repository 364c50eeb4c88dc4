import { compareTexts } from '../../metadata/compare/compare-texts.ts'
import type { Impact } from '../../metadata/compare/change.ts'
import type { Kind } from '../../metadata/kind.ts'
import { readDefinitionTexts } from '../../store/statements/snapshots.ts'
import type { Transaction } from '../context.ts'
import { schemaImpact, type SchemaImpact } from '../../store/schema-impact.ts'
import { entityModels, type PublishDesk } from './desk.ts'
import { RecordsInTheWay } from './publication-errors.ts'
import type { ChangedDefinition, Prepared } from './prepared.ts'
import { changedPacks } from './publication-content.ts'
import type { Shown, ShownDetails } from './publication-row.ts'

/** What the target does to stored records, looked at without changing anything; null when no entity changes. */
export async function schemaImpactOf(
  desk: PublishDesk,
  tx: Transaction,
  { changed, output, now }: Prepared,
): Promise<SchemaImpact | null> {
  if (!changed.some(({ id }) => id.split('/')[1] === 'entity')) return null
  const before = now && entityModels((await desk.prepare(tx, now, now)).output)
  return schemaImpact(desk.parts.database, entityModels(output), before)
}

/** Throws RecordsInTheWay when stored records don't fit what the target wants of them. */
export function refuseRecordsInTheWay(schema: SchemaImpact | null): void {
  const breaks = schema?.breaks.filter(each => each.blocks) ?? []
  if (breaks.length > 0) throw new RecordsInTheWay(breaks)
}

/** What a prepared target changes, compared text by text, with its checks and cases. */
export async function shownOf(
  desk: PublishDesk,
  tx: Transaction,
  prepared: Prepared,
): Promise<{ shown: Shown; details: ShownDetails }> {
  const before = await textsBefore(tx, prepared.changed)
  const compared = await Promise.all(
    prepared.changed.map(each => comparedChange(each, before.get(each.id), desk.parts.kinds)),
  )
  const shown: Shown = {
    changes: compared.map(({ change, comparison }) => ({ ...change, impact: comparison.impact })),
    packs: changedPacks(prepared),
    cases: await desk.cases(prepared),
    impact: gravest(compared.map(({ comparison }) => comparison.impact)),
  }
  const changes = compared.map(({ change, text, comparison }) => [change.id, { text, comparison }] as const)
  const schema = await schemaImpactOf(desk, tx, prepared)
  return { shown, details: { changes: Object.fromEntries(changes), diagnostics: prepared.diagnostics, schema } }
}

/** Texts in force, by id. */
async function textsBefore(tx: Transaction, changed: readonly ChangedDefinition[]): Promise<Map<string, string>> {
  const known = changed.filter(each => each.before !== null)
  const values = [known.map(each => each.id), known.map(each => each.before!.version)]
  const rows = await tx.query<{ id: string; text: string }>(readDefinitionTexts, values)
  return new Map(rows.map(row => [row.id, row.text]))
}

async function comparedChange(
  { id, before, after }: ChangedDefinition,
  textBefore: string | undefined,
  kinds: readonly Kind[],
) {
  const [, kind = '', name = ''] = id.split('/')
  const comparison = await compareTexts(
    kinds.find(each => each.name === kind)!,
    textBefore,
    after?.text,
  )
  const change = { id, kind, title: after?.title ?? name, before: before?.version ?? null }
  return { change, text: after?.text ?? null, comparison }
}

const GRAVITY: readonly Impact[] = ['none', 'safe', 'needs_migration', 'breaking']

const gravest = (impacts: readonly Impact[]): Impact => GRAVITY.findLast(impact => impacts.includes(impact)) ?? 'none'
