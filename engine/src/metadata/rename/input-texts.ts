import type { CompileInput } from '../compile-definitions.ts'
import type { LayerText } from './pack-view.ts'

/** Every text by its complete path, local ones by their ids. */
export function inputTexts({ packs, local = [], data = [] }: CompileInput & { data?: readonly LayerText[] }) {
  const texts = new Map<string, string>()
  for (const { folder, files } of packs)
    for (const { path, text } of files) texts.set(folder === '' ? path : `${folder}/${path}`, text)
  for (const { id, text } of local) texts.set(id, text)
  for (const { file, text } of data) texts.set(file, text)
  return texts
}
