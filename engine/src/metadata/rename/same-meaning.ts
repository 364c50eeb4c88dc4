import { compileDefinitions, type CompileInput, type CompileOutput } from '../compile-definitions.ts'
import type { Kind } from '../kind.ts'
import type { Memo } from '../memo.ts'
import type { FileChange } from './changed-files.ts'
import type { PackView } from './pack-view.ts'
import { MeaningChanged } from './rename-errors.ts'
import { isRenamed, type RenameTarget } from './rename-target.ts'

/**
 * Compiles what the rename makes, each pack with those below it, and compares: the same diagnostics, and every definition
 * refers to the same things. A new name that something else hides, or that is reserved, is found so. Throws MeaningChanged.
 */
export async function proveSameMeaning(proof: {
  views: readonly PackView[]
  input: CompileInput
  changes: readonly FileChange[]
  target: RenameTarget
  /** What the views were compiled with. */
  memo: Memo
}): Promise<void> {
  const { views, input, changes, target, memo } = proof
  const after = changedInput(input, changes)
  for (const { output } of views) {
    const names = new Set(output.packs.map(pack => pack.folder))
    const isWhole = output === views[0]!.output
    const packs = isWhole ? after.packs : after.packs.filter(pack => names.has(pack.folder))
    const compiled = await compileDefinitions({ ...after, packs, local: isWhole ? (after.local ?? []) : [] }, memo)
    const differences = differ(
      meaningOf(output, renamedIn(output, target, input.kinds)),
      meaningOf(compiled, said => said),
    )
    const faults = compiled.diagnostics.filter(each => each.severity === 'error')
    const said = faults.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
    if (differences.length > 0) throw new MeaningChanged(target.newName, [...said, ...differences])
  }
}

function changedInput(input: CompileInput, changes: readonly FileChange[]): CompileInput {
  const byFile = new Map(changes.map(change => [change.file, change]))
  const packs = input.packs.map(({ folder, files }) => ({
    folder,
    files: files.map(file => {
      const start = folder === '' ? '' : `${folder}/`
      const change = byFile.get(start + file.path)
      return change ? { path: (change.newFile ?? change.file).slice(start.length), text: change.text } : file
    }),
  }))
  const local = (input.local ?? []).map(each => {
    const change = byFile.get(each.id)
    return change ? { ...each, id: change.newFile ?? each.id, text: change.text } : each
  })
  return { ...input, packs, local }
}

/** What is said of each definition, in words that don't depend on places. */
function meaningOf({ diagnostics, references, sources }: CompileOutput, named: (said: string) => string): string[] {
  const uses = [...references].flatMap(([id, all]) => all.map(({ to }) => `${named(id)} uses ${named(to)}`))
  const known = [...sources.keys()].map(id => `${named(id)} is there`)
  return [...uses, ...known, ...diagnostics.map(({ code, severity }) => `${severity} ${code}`)]
}

/** Ids and addresses under their new names. */
function renamedIn(output: CompileOutput, target: RenameTarget, kinds: readonly Kind[]): (said: string) => string {
  const { address, oldName, newName, declaration } = target
  const twins = [...output.sources.values()].filter(each => isRenamed(each, target, kinds))
  const names = declaration === undefined ? twins.flatMap(({ id, kind, name }) => [id, `${kind}/${name}`]) : [address]
  return said => {
    const name = names.find(each => said.startsWith(each) && ['', '#', '.'].includes(said.charAt(each.length)))
    return name === undefined ? said : name.slice(0, -oldName.length) + newName + said.slice(name.length)
  }
}

/** What one list has and the other has not, each as often as it is missing. */
function differ(before: readonly string[], after: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const each of before) counts.set(each, (counts.get(each) ?? 0) + 1)
  for (const each of after) counts.set(each, (counts.get(each) ?? 0) - 1)
  return [...counts].flatMap(([each, count]) =>
    count === 0 ? [] : [count > 0 ? `"${each}" would be lost` : `"${each}" would be new`],
  )
}
