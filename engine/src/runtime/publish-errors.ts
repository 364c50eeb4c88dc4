import { Conflict, InvalidInput, NotFound } from '../base/errors.ts'
import type { Diagnostic } from '../metadata/diagnostic.ts'

/** Definitions with errors are not published; what runs stays as it is. */
export class PublicationRefused extends InvalidInput {
  readonly diagnostics: readonly Diagnostic[]
  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(d => d.severity === 'error')
    const first = errors[0]
    const where = first ? ` First: ${first.file}:${first.line}:${first.column} ${first.message}` : ''
    super(
      'definition.publication_refused',
      `${errors.length} error(s) in the definitions; nothing was published.${where}`,
      {
        problems: errors.map(d => ({
          pointer: d.pointer ?? '',
          code: d.code,
          message: `${d.file}:${d.line}:${d.column} ${d.message}`,
        })),
        details: { diagnostics },
      },
    )
    this.diagnostics = diagnostics
  }
}

/** Somebody published this definition after the draft was begun. */
export class ChangedMeanwhile extends Conflict {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super(
      'definition.changed_meanwhile',
      `${ids.join(', ')}: another version was published since you began. Compare it with your draft and publish again.`,
      { details: { ids } },
    )
    this.ids = ids
  }
}

/** What was planned was planned on other definitions than those in force now. */
export class InstallationChanged extends Conflict {
  constructor(expected: number, inForce: number) {
    super(
      'publication.installation_changed',
      `Something was published meanwhile: this was planned on snapshot ${expected}, in force is ${inForce}. Plan it again.`,
      { details: { expected, inForce } },
    )
  }
}

/** The list of changes names the same definition twice, or none. */
export class BadChanges extends InvalidInput {
  constructor(message: string) {
    super('definition.bad_changes', message, { status: 400 })
  }
}

export class UnknownDefinitionVersion extends NotFound {
  constructor(id: string, version: number | undefined) {
    super(
      'definition.unknown_version',
      version === undefined ? `There is no definition ${id}.` : `${id} has no version ${version}.`,
    )
  }
}
