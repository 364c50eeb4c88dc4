import { readTree, treeSchema, type TextKind } from '../content-tree.ts'
import type { Kind } from '../kind.ts'
import { contentNode } from './content-node.ts'
import type { Comparison, DescribedChange, Impact } from './change.ts'
import { changesBetween } from './changes-between.ts'
import { describe } from './describe.ts'
import { withRenames } from './with-renames.ts'

const GRAVITY: readonly Impact[] = ['none', 'safe', 'needs_migration', 'breaking']

/**
 * What changes between two texts of a definition, in the words of its kind, and what it means for stored data and running
 * instances. Undefined: the definition is not there. Throws DefinitionUnreadable.
 */
export async function compareTexts(
  kind: TextKind & Pick<Kind, 'changeWords'>,
  before: string | undefined,
  after: string | undefined,
): Promise<Comparison> {
  const [old, now] = await Promise.all(
    [before, after].map(async text =>
      text === undefined ? undefined : contentNode(await readTree(kind, text), treeSchema(kind)),
    ),
  )
  const sides = { before: old, after: now }
  const words = kind.changeWords ?? []
  const changes = withRenames(changesBetween(old, now), sides).map(change =>
    'code' in change ? change : describe(change, sides, words),
  )
  return { changes, impact: gravest(changes) }
}

const gravest = (changes: readonly DescribedChange[]): Impact =>
  GRAVITY[Math.max(0, ...changes.map(({ impact }) => GRAVITY.indexOf(impact)))]!
