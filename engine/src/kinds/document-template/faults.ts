import { nearest } from '../../base/nearest.ts'
import type { Diagnostic } from '../../metadata/diagnostic.ts'
import type { Place, Source } from '../../metadata/kind.ts'
import type { DocumentTemplate } from './document-template.ts'
import type { AstNode } from './template-ast.ts'

/** Collects the faults of one template at their places in the file. */
export class Faults {
  readonly diagnostics: Diagnostic[] = []
  readonly #source: Source<DocumentTemplate>

  constructor(source: Source<DocumentTemplate>) {
    this.#source = source
  }

  /** At a node of the body. */
  at(node: AstNode, code: string, message: string, names?: { asked: string; known: Iterable<string> }): void {
    const { line, column } = node.loc.start
    this.#add({ line: this.#source.content.linesBefore + line, column: column + 1 }, code, message, names)
  }

  /** At a place of the body, both 1-based. */
  atPlace(
    { line, column }: Place,
    code: string,
    message: string,
    names?: { asked: string; known: Iterable<string> },
  ): void {
    this.#add({ line: this.#source.content.linesBefore + line, column }, code, message, names)
  }

  /** At a value of the head. */
  inHead(pointer: string, code: string, message: string, names?: { asked: string; known: Iterable<string> }): void {
    this.#add(this.#source.locate(pointer), code, message, names, pointer)
  }

  #add(
    place: Place,
    code: string,
    message: string,
    names?: { asked: string; known: Iterable<string> },
    pointer?: string,
  ): void {
    const meant = names && nearest(names.asked, names.known)
    this.diagnostics.push({
      code: `document_template.${code}`,
      severity: 'error',
      message: meant === undefined ? message : `${message} Did you mean "${meant}"?`,
      file: this.#source.file,
      ...place,
      ...(pointer === undefined ? {} : { pointer }),
      ...(meant === undefined ? {} : { nearest: meant }),
    })
  }
}
