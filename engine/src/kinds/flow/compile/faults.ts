import { nearest } from '../../../base/nearest.ts'
import type { Diagnostic } from '../../../metadata/diagnostic.ts'
import type { Fault } from '../../../metadata/diagnostic-at.ts'
import type { Source } from '../../../metadata/kind.ts'
import { textPlaces } from '../../../metadata/text-places.ts'

/** A name that is not known, and those that are. */
export interface Names {
  asked: string
  known: Iterable<string>
}

/** In place of an element's id: the process itself. */
export const WHOLE_FLOW = ''

/** Collects the faults of one flow at their elements. */
export class Faults {
  readonly diagnostics: Diagnostic[] = []
  readonly #source: Source

  constructor(source: Source) {
    this.#source = source
  }

  at(elementId: string, code: string, message: string, names?: Names): void {
    this.#add('error', elementId, code, message, names)
  }

  /** Publishing goes on; the author should look. */
  warn(elementId: string, code: string, message: string, names?: Names): void {
    this.#add('warning', elementId, code, message, names)
  }

  /** A fault of a text of ours, which in one of another tool is left to the run. */
  by(strict: boolean, elementId: string, code: string, message: string, names?: Names): void {
    this.#add(strict ? 'error' : 'warning', elementId, code, message, names)
  }

  /** At a letter of the text (0-based offset), where it can be told; else at the element. */
  within(
    elementId: string,
    { code, message, severity = 'error', nearest: meant }: Fault,
    offset: number | undefined,
  ): void {
    const { file, text } = this.#source
    const place = offset === undefined ? this.#source.locate(elementId) : textPlaces(text)(offset)
    const names = meant === undefined ? {} : { nearest: meant }
    this.diagnostics.push({ code, severity, message, file, ...place, elementId, ...names })
  }

  #add(severity: Diagnostic['severity'], elementId: string, code: string, message: string, names?: Names): void {
    const meant = names && nearest(names.asked, names.known)
    this.diagnostics.push({
      code,
      severity,
      message: meant === undefined ? message : `${message} Did you mean "${meant}"?`,
      file: this.#source.file,
      ...this.#source.locate(elementId === WHOLE_FLOW ? this.#source.name : elementId),
      ...(elementId === WHOLE_FLOW ? {} : { elementId }),
      ...(meant === undefined ? {} : { nearest: meant }),
    })
  }
}
