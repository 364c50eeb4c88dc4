import { hasErrors } from '../diagnostic.ts'
import type { CompileInput } from '../compile-definitions.ts'
import type { Place } from '../kind.ts'
import { Memo } from '../memo.ts'
import { textPlaces } from '../text-places.ts'
import { caseUses } from './case-uses.ts'
import { dataUses } from './data-uses.ts'
import { definitionUses } from './definition-uses.ts'
import { inputTexts } from './input-texts.ts'
import { localeUses } from './locale-uses.ts'
import type { NameUse } from './locate-reference.ts'
import { packViews, type LayerText, type PackView } from './pack-view.ts'
import { FaultyPacks, UsedOutside, UseNotLocated } from './rename-errors.ts'
import { renameTarget, type RenameTarget } from './rename-target.ts'
import { changedFiles, type FileChange } from './changed-files.ts'
import { proveSameMeaning } from './same-meaning.ts'

export interface RenameInput extends CompileInput {
  /** Demo data of the packs, with complete paths (`<folder>/demo-data/<name>`). */
  data?: readonly LayerText[]
  /** Folders of packs that may be changed. Default: all. */
  changeable?: readonly string[]
}

export interface RenamePlan {
  /** As references say it: `entity/contract#amount`. */
  address: string
  oldName: string
  newName: string
  /** Every place that says the name, in the order of the files. */
  uses: (Place & { file: string })[]
  /** Files, or ids of local texts, with what they become. */
  changes: FileChange[]
  /** What the person should know of beside. */
  notes: string[]
}

/**
 * What renaming a definition (`sales/form/contract_edit`) or a field (`sales/entity/contract#amount`) changes. Pure. The
 * plan is compiled before it is given: definitions say the same as before, under the new name. Throws the errors of
 * rename-errors.ts.
 */
export async function planRename(input: RenameInput, asked: string, newName: string): Promise<RenamePlan> {
  const memo = new Memo('all')
  const views = await packViews(input, memo)
  const [all] = views
  if (hasErrors(all!.output.diagnostics)) throw new FaultyPacks(all!.output.diagnostics)
  const outputs = views.map(view => view.output)
  const target = renameTarget(outputs, asked, { newName, kinds: input.kinds })
  const uses = usesIn(views, input, target)
  const texts = inputTexts(input)
  const changes = changedFiles({ texts, uses, target, input })
  checkPlaces(changes, input)
  await proveSameMeaning({ views, input, changes, target, memo })
  const { address, oldName } = target
  return { address, oldName, newName, uses: placesOf(uses, texts), changes, notes: notesOn(target) }
}

function notesOn({ source, declaration, oldName, newName }: RenameTarget): string[] {
  if (source.kind !== 'entity' || declaration !== undefined) return []
  return [
    `Where "${oldName}" is published, its rows stay in their table and "${newName}" begins empty: rename an entity before its first publication.`,
  ]
}

/** Each place once: a definition is seen in every view that holds it. */
function usesIn(views: readonly PackView[], { data = [] }: RenameInput, target: RenameTarget): NameUse[] {
  const uses: NameUse[] = []
  for (const view of views) {
    if (!view.output.sources.has(target.source.id)) continue
    const found = definitionUses(view, target)
    if (found.lost.length > 0) throw new UseNotLocated(found.lost)
    uses.push(...found.uses, ...localeUses(view, target), ...caseUses(view, target))
  }
  uses.push(...dataUses(views[0]!, data, target))
  const unique = new Map(uses.map(use => [`${use.file}\0${use.from}`, use]))
  return [...unique.values()].sort((a, b) => (a.file === b.file ? a.from - b.from : a.file < b.file ? -1 : 1))
}

function checkPlaces(changes: readonly FileChange[], { changeable }: RenameInput): void {
  if (changeable === undefined) return
  const outside = changes.filter(({ file }) => !changeable.some(folder => file.startsWith(`${folder}/`)))
  if (outside.length > 0) throw new UsedOutside(outside.map(({ file }) => file))
}

function placesOf(uses: readonly NameUse[], texts: ReadonlyMap<string, string>): RenamePlan['uses'] {
  const places = new Map([...new Set(uses.map(use => use.file))].map(file => [file, textPlaces(texts.get(file)!)]))
  return uses.map(({ file, from }) => ({ file, ...places.get(file)!(from) }))
}
