import { canonicalJson } from '../metadata/canonical.ts'
import { hasErrors } from '../metadata/diagnostic.ts'
import { parseJsonSource } from '../metadata/json-source.ts'
import type { Kind } from '../metadata/kind.ts'
import packSchema from '../metadata/pack.schema.json' with { type: 'json' }
import { readPackFolder } from './read-pack-folder.ts'

export interface CanonicalFile {
  file: string
  text: string
  /** Absent when the text can't be parsed. */
  canonical?: string
}

/** The JSON definitions of packs, each as it is and as `jingwei fmt` writes it. Throws PackUnreadable. */
export async function canonicalFiles(folders: readonly string[], kinds: readonly Kind[]): Promise<CanonicalFile[]> {
  const packs = await Promise.all(folders.map(readPackFolder))
  return packs.flatMap(({ folder, files }) =>
    files.flatMap(({ path, text }) => {
      const schema = schemaOf(path, kinds)
      return schema === undefined ? [] : [canonicalFile(`${folder}/${path}`, text, schema)]
    }),
  )
}

function schemaOf(path: string, kinds: readonly Kind[]): object | undefined {
  if (path === 'pack.json') return packSchema
  // Kinds with a parser of their own have texts that are not JSON.
  return kinds.find(kind => !kind.parse && path.startsWith(`${kind.folder}/`) && path.endsWith(kind.suffix))?.schema
}

function canonicalFile(file: string, text: string, schema: object): CanonicalFile {
  const { content, diagnostics } = parseJsonSource({ text, file })
  return hasErrors(diagnostics) ? { file, text } : { file, text, canonical: canonicalJson(content, schema) }
}
