import { InvalidInput } from '../../base/errors.ts'
import type { Diagnostic } from '../diagnostic.ts'

/** Code `rename.unknown_target`: there is no such definition or field. */
export class UnknownTarget extends InvalidInput {
  constructor(target: string, hint: string) {
    super('rename.unknown_target', `There is no "${target}". ${hint}`, { status: 422 })
  }
}

/** Code `rename.invalid_name`: the new name is none, or is taken. */
export class InvalidNewName extends InvalidInput {
  constructor(message: string) {
    super('rename.invalid_name', message, { status: 422 })
  }
}

/** Code `rename.not_offered`: things of this sort keep their name. */
export class RenameNotOffered extends InvalidInput {
  constructor(message: string) {
    super('rename.not_offered', message, { status: 422 })
  }
}

/** Code `rename.faulty_packs`: with errors, not every use can be told. */
export class FaultyPacks extends InvalidInput {
  constructor(diagnostics: readonly Diagnostic[]) {
    const first = diagnostics.find(each => each.severity === 'error')!
    const message = `The packs have errors, and so not every use can be told. Correct them first: ${said(first)}`
    super('rename.faulty_packs', message, { status: 422, details: { diagnostics } })
  }
}

/** Code `rename.use_not_located`: a use is known, but not its place in the text. */
export class UseNotLocated extends InvalidInput {
  constructor(uses: readonly { id: string; at: string }[]) {
    const places = uses.map(({ id, at }) => `${id} at "${at}"`).join(', ')
    const message = `The name is used in a way that can't be changed by itself: ${places}. Remove it there, rename, and put it back.`
    super('rename.use_not_located', message, { status: 422, details: { uses } })
  }
}

/** Code `rename.meaning_changed`: with the new name something would be faulty or mean something else. */
export class MeaningChanged extends InvalidInput {
  constructor(newName: string, differences: readonly string[]) {
    const message = `With the name "${newName}" the definitions would not mean the same. Choose another one. ${differences.slice(0, 3).join(' ')}`
    super('rename.meaning_changed', message, { status: 422, details: { differences } })
  }
}

/** Code `rename.outside`: a use lies in a pack that may not be changed. */
export class UsedOutside extends InvalidInput {
  constructor(files: readonly string[]) {
    const message = `The name is also used in packs that were not given: ${files.join(', ')}. Name their packs too.`
    super('rename.outside', message, { status: 422, details: { files } })
  }
}

const said = ({ file, line, column, message }: Diagnostic): string => `${file}:${line}:${column} ${message}`
