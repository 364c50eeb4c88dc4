import type { Node } from 'jsonc-parser'
import { compileDefinitions, type CompileInput, type CompileOutput } from '../compile-definitions.ts'
import type { Kind, Source } from '../kind.ts'
import type { Memo } from '../memo.ts'
import { packsBelow } from '../pack-order.ts'
import { treeOf } from './json-names.ts'

/** A set of packs that stands by itself, compiled: a pack with all below it, or everything. */
export interface PackView {
  output: CompileOutput
  kinds: ReadonlyMap<string, Kind>
  /**
   * The texts that make a definition, lowest layer first; those of packs above the view too, for they name what they
   * remove. A local one stands alone, under its id.
   */
  layersOf(source: Source): LayerText[]
  treeOf(layer: LayerText): Node
}

export interface LayerText {
  file: string
  text: string
}

/**
 * Every pack with what it requires, and all together. A use in a lower pack that a higher one replaces is seen only where
 * the higher one is absent, and the lower pack must stay right without it.
 */
export async function packViews(input: CompileInput, memo: Memo): Promise<PackView[]> {
  const all = await compileDefinitions(input, memo)
  const views = [viewOf(input, all)]
  for (const pack of all.packs) {
    const names = packsBelow(pack, all.packs).add(pack.manifest.name)
    const folders = all.packs.filter(each => names.has(each.manifest.name)).map(each => each.folder)
    if (folders.length === input.packs.length && !input.local?.length) continue
    const packs = input.packs.filter(each => folders.includes(each.folder))
    const own = { ...input, packs, local: [] }
    views.push(viewOf(own, await compileDefinitions(own, memo), all))
  }
  return views
}

/** `output` is what compiling `input` gave, `all` the same with the packs above. */
export function viewOf(input: CompileInput, output: CompileOutput, all: CompileOutput = output): PackView {
  const local = new Map((input.local ?? []).map(({ id, text }) => [id, text]))
  const trees = new Map<string, Node>()
  return {
    output,
    kinds: new Map(input.kinds.map(kind => [kind.name, kind])),
    layersOf: ({ id, kind, name }) => {
      const text = local.get(id)
      if (text !== undefined) return [{ file: id, text }]
      const own = all.packs.flatMap(pack => pack.definitions)
      return own.filter(each => each.kind.name === kind && each.name === name)
    },
    treeOf: ({ file, text }) => {
      let tree = trees.get(file)
      if (!tree) trees.set(file, (tree = treeOf(text)))
      return tree
    },
  }
}
