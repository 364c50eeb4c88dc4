import type { Node } from 'jsonc-parser'
import type { CompileInput } from '../compile-definitions.ts'
import { canonicalJson } from '../canonical.ts'
import type { Kind } from '../kind.ts'
import { pointerTokens } from '../json-pointer.ts'
import { memberOf, treeOf } from './json-names.ts'
import type { NameUse } from './locate-reference.ts'
import type { RenameTarget } from './rename-target.ts'

export interface FileChange {
  /** Complete path, or the id of a local text. */
  file: string
  text: string
  /** When the file gets another name. */
  newFile?: string
}

interface ChangeInput {
  texts: ReadonlyMap<string, string>
  uses: readonly NameUse[]
  target: RenameTarget
  input: CompileInput
}

/** The files after the rename: every use replaced, stored data followed, files named for what they hold. */
export function changedFiles(change: ChangeInput): FileChange[] {
  const { texts, uses, target, input } = change
  const files = new Set([...uses.map(use => use.file), ...texts.keys().filter(file => isNamed(file, change))])
  return [...files].sort().map(file => {
    const before = texts.get(file)!
    const own = uses.filter(use => use.file === file)
    const text = withOrigin(replaced(before, own, target.newName), { file, uses: own, target })
    const newFile = isNamed(file, change) ? renamedFile(file, target) : undefined
    return { file, text: inSameForm(before, text, kindOf(file, input)), ...(newFile === undefined ? {} : { newFile }) }
  })
}

function replaced(text: string, uses: readonly NameUse[], name: string): string {
  let result = ''
  let end = 0
  for (const { from, to } of uses) {
    result += text.slice(end, from) + name
    end = to
  }
  return result + text.slice(end)
}

/** `x-renamed-from` lets publishing take over a field's stored values; it stands where the field's type is said. */
function withOrigin(
  text: string,
  { file, uses, target }: { file: string; uses: readonly NameUse[]; target: RenameTarget },
): string {
  const { declaration, source, newName, oldName } = target
  if (declaration === undefined || uses.length === 0 || !file.endsWith(ENTITY_FILE)) return text
  const root = treeOf(text)
  if (memberOf(root, 'name')?.value !== source.name) return text
  const field = nodeAt(root, declaration.replace(/[^/]+$/, newName))
  const type = field && memberOf(field, 'type')
  if (!type) return text
  const origin = memberOf(field, 'x-renamed-from')
  if (origin) return text.slice(0, origin.offset + 1) + oldName + text.slice(origin.offset + origin.length - 1)
  const end = type.offset + type.length
  return `${text.slice(0, end)}, "x-renamed-from": "${oldName}"${text.slice(end)}`
}

const ENTITY_FILE = '.entity.json'

const nodeAt = (root: Node, pointer: string): Node | undefined =>
  pointerTokens(pointer).reduce<Node | undefined>((node, token) => node && memberOf(node, token), root)

/** Names have lengths, and so a text that was canonical may need other line ends. */
function inSameForm(before: string, after: string, kind: Kind | undefined): string {
  if (!kind || kind.parse || canonical(before, kind) !== before) return after
  return canonical(after, kind)
}

const canonical = (text: string, kind: Kind): string => canonicalJson(JSON.parse(text), kind.schema)

/** The kind of a definition's file; undefined for locales, cases and data. */
function kindOf(file: string, { kinds }: CompileInput): Kind | undefined {
  const folder = file.split('/').at(-2)
  return kinds.find(kind => (kind.folder === folder || kind.name === folder) && !file.endsWith('.case.json'))
}

/** The files of the definition and of what is named after it, its cases beside it, and the demo rows of an entity. */
function isNamed(file: string, { target, input }: ChangeInput): boolean {
  const { kind: kindName, name, id } = target.source
  if (target.declaration !== undefined) return false
  const own = input.kinds
    .filter(kind => kind.name === kindName || kind.namedAfter === kindName)
    .flatMap(kind => [`${kind.folder}/${name}${kind.suffix}`, `${kind.folder}/${name}.case.json`])
  if (kindName === 'entity') own.push(`demo-data/${name}.jsonl`)
  return file === id || own.some(each => file.endsWith(`/${each}`))
}

const renamedFile = (file: string, { oldName, newName }: RenameTarget): string => {
  const start = file.lastIndexOf('/') + 1
  return file.slice(0, start) + newName + file.slice(start + oldName.length)
}
