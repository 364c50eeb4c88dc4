import type { FeelFunctions } from '../expression/feel-functions.ts'
import type { ChangeWords, DescribeChange } from './compare/change-words.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { FunctionSignature } from './function-signature.ts'

/** A file of a pack, not yet understood. `path` is relative to the pack's folder, `/`-separated. */
export interface PackFile {
  path: string
  text: string
}

/** A place in a source text, both 1-based. */
export interface Place {
  line: number
  column: number
}

/** One definition, parsed: what every later step starts from. Plain data and pure functions; lives in a browser too. */
export interface Source<Content = unknown> {
  /** `<pack>/<kind>/<name>`, the id everywhere (compare, publish, locales, audit). */
  id: string
  kind: string
  pack: string
  name: string
  /** Title in the default language, for lists. */
  title: string
  /** Path shown in diagnostics. */
  file: string
  /** The text as authored (after layering: the canonical text of the merged content). */
  text: string
  /** SHA-256 of `text`, hex: the definition's content address. */
  hash: string
  /** Packs that wrote parts of it, lowest first; `local` for the local layer. One entry when nothing extends it. */
  layers: readonly string[]
  /** The parsed content; its type is the kind's business. */
  content: Content
  /**
   * Where a JSON pointer (or, for BPMN, an element id) stands in `text`. Unknown places give 1:1. `within`: where the unit of
   * that index of a JSON string's value stands, behind escapes too; 0 is the first behind the opening quote.
   */
  locate(pointerOrElementId: string, within?: number): Place
}

/** What `compile` may ask about the other definitions of the same snapshot. Pure. */
export interface Linker {
  source(kind: string, name: string): Source | undefined
  /**
   * The compiled form of a definition of a kind that stands before this one in kinds/index.ts
   * (entity → role → rule-set → document-template → form → page → flow → reference-data → checklist → schedule → report →
   * dashboard → article → navigation), or undefined when unknown or faulty.
   */
  compiled<T>(kind: string, name: string): T | undefined
  names(kind: string): string[]
  /** Signature of a registered function (`<module>.<function>`), or undefined. */
  function(name: string): FunctionSignature | undefined
  functionNames(): string[]
  /** The same functions under their FEEL names, for `compileFeel`. */
  feelFunctions: FeelFunctions
}

/** A use of another definition, for where-used, rename and the closure of a promotion. */
export interface Reference {
  /** `<kind>/<name>`, or `<kind>/<name>#<field path>`. */
  to: string
  /** Pointer or element id where it stands. */
  at: string
  /** Where the name itself stands; absent: it is the whole string at the pointer. */
  name?: NamePlace
}

/**
 * Which letters are the name: offsets (0-based, end exclusive, UTF-16 units) in the string at the pointer, in the last key of
 * the pointer, or, in texts that are not JSON, in the whole text. Strings and keys are meant without their escapes.
 */
export interface NamePlace {
  in: 'value' | 'key' | 'text'
  from: number
  to: number
}

export interface CompileResult<Compiled> {
  /** Absent when a diagnostic is an error. */
  compiled?: Compiled
  diagnostics: Diagnostic[]
  references: Reference[]
}

/**
 * A kind of definition. One folder in engine/src/kinds, all of one shape (design: parse → check → compile → run).
 * `parse` and `compile` are pure and run in CLI, server and browser alike.
 */
export interface Kind<Content = any, Compiled = any> {
  /** kebab-case, e.g. `rule-set`. */
  name: string
  /** Folder in a pack, e.g. `rule-sets`. */
  folder: string
  /** End of the file name, e.g. `.rule-set.json`, `.bpmn`. */
  suffix: string
  /** Names that its definitions may have. Absent: lower-case letters, digits and underscores, at most 63, a letter first. */
  names?: { pattern: RegExp; rule: string }
  /** JSON Schema of the author's file (of the head, for kinds whose text is not JSON). */
  schema: object
  /** Only for kinds whose text is not JSON. Returns the content or the faults; never throws on bad text. */
  parse?(input: { text: string; file: string }): Promise<ParseResult<Content>>
  /**
   * For kinds that bring their own `parse`, and whose definitions a pack above may extend: the text of a content that
   * was merged along `schema`.
   */
  write?(content: Content): string
  compile(source: Source<Content>, link: Linker): CompileResult<Compiled>
  /**
   * The texts that people read, by the pointer under which locales/<lang>.json translates them. Absent: every string
   * below a `title`, `description`, `help`, `message`, `reason` or `group_title`.
   */
  texts?(content: Content): ReadonlyMap<string, string>
  /** How the kind speaks of changes; where it says nothing, the names in its schema are used. */
  changeWords?: readonly ChangeWords[] | DescribeChange
  /** A kind whose definition of the same name this one belongs to, and with which it is renamed. */
  namedAfter?: string
  /** Where a text says its definition's name. Absent: at `/name` of its JSON, or of its JSON head. */
  ownName?(source: Source<Content>): NamePlace[]
  /** How compare, merge and fmt see a text that is not JSON. Absent: the text is JSON and `schema` describes it. */
  tree?: TextTree
}

/** A text as a tree of plain JSON values, so that compare, patch and merge are written once. */
export interface TextTree {
  /** Describes the tree; arrays whose items have identity say so with `x-key`. */
  schema: object
  /** Throws DefinitionUnreadable for a text that is none of the kind. */
  read(text: string): Promise<unknown>
  /** The canonical text: `write(read(text))` is what `jingwei fmt` makes of it. */
  write(tree: unknown): Promise<string>
  /** How many comments of a text the canonical text will not have. Absent: none. */
  comments?(text: string): number
  /** For texts whose parts name each other: a merge that would leave a name without its bearer is a conflict. */
  links?(tree: unknown): TextLinks
}

export interface TextLinks {
  /** Name → keyed pointers of the parts that bear it: one, unless the text is faulty. */
  targets: Map<string, readonly string[]>
  /** `from`: keyed pointer of the part that names another. */
  uses: { from: string; to: string }[]
}

export interface ParseResult<Content> {
  content?: Content
  title?: string
  /** Id of the definition that this text patches; only for kinds that have `write`. */
  extends?: string
  /** Name as the text itself says it; must equal the file's name. */
  name?: string
  diagnostics: Diagnostic[]
  locate(pointerOrElementId: string, within?: number): Place
}

/** Declares a kind; keeps the types of content and compiled form. */
export const defineKind = <Content, Compiled>(kind: Kind<Content, Compiled>): Kind<Content, Compiled> => kind
