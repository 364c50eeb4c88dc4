import type { CompileInput } from '../../../engine/src/metadata/compile-definitions.ts'
import type { Kind } from '../../../engine/src/metadata/kind.ts'

/** A definition of the packs of this repository. */
export interface Sample {
  kind: Kind
  pack: string
  name: string
  /** Complete path, as in diagnostics. */
  file: string
  text: string
}

/** The definitions of a kind in the packs, in the order of their files. */
export function samplesOf(kind: Kind, { packs }: CompileInput): Sample[] {
  const samples = packs.flatMap(pack =>
    pack.files
      .filter(({ path }) => path.startsWith(`${kind.folder}/`) && path.endsWith(kind.suffix))
      .map(({ path, text }) => ({
        kind,
        pack: pack.folder.split('/').at(-1)!,
        name: path.slice(kind.folder.length + 1, -kind.suffix.length),
        file: `${pack.folder}/${path}`,
        text,
      })),
  )
  return samples.sort((a, b) => (a.file < b.file ? -1 : 1))
}
