import { canonicalText, type TextKind } from '../metadata/content-tree.ts'
import { DefinitionUnreadable } from '../metadata/definition-unreadable.ts'
import type { Kind } from '../metadata/kind.ts'
import packSchema from '../metadata/pack.schema.json' with { type: 'json' }
import { readPackFolder } from './read-pack-folder.ts'

export interface CanonicalFile {
  file: string
  text: string
  /** Absent when the text can't be parsed. */
  canonical?: string
  /** How many comments the canonical text will not have. */
  comments: number
}

const packKind: TextKind = { name: 'pack', schema: packSchema }

/** The definitions of packs, each as it is and as `jingwei fmt` writes it. Throws PackUnreadable. */
export async function canonicalFiles(folders: readonly string[], kinds: readonly Kind[]): Promise<CanonicalFile[]> {
  const packs = await Promise.all(folders.map(readPackFolder))
  const found: CanonicalFile[] = []
  for (const { folder, files } of packs) {
    for (const { path, text } of files) {
      const kind = kindOf(path, kinds)
      if (kind) found.push(await canonicalFile(`${folder}/${path}`, text, kind))
    }
  }
  return found
}

const kindOf = (path: string, kinds: readonly Kind[]): TextKind | undefined =>
  path === 'pack.json' ? packKind : kinds.find(kind => path.startsWith(`${kind.folder}/`) && path.endsWith(kind.suffix))

async function canonicalFile(file: string, text: string, kind: TextKind): Promise<CanonicalFile> {
  try {
    const canonical = await canonicalText(kind, text)
    return { file, text, canonical, comments: kind.tree?.comments?.(text) ?? 0 }
  } catch (error) {
    if (error instanceof DefinitionUnreadable) return { file, text, comments: 0 }
    throw error
  }
}
