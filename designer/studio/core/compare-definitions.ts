import { compareTexts, kinds, type Comparison } from '@jingwei/engine/model'

/**
 * What changes between two texts of a kind, as the server compares them; null: the definition is not there.
 * Throws when a text can't be read.
 */
export async function compareDefinition(
  kind: string,
  before: string | null,
  after: string | null,
): Promise<Comparison> {
  const known = kinds.find(each => each.name === kind)
  if (known === undefined) throw new Error(`There is no kind ${kind}`)
  return compareTexts(known, before ?? undefined, after ?? undefined)
}
