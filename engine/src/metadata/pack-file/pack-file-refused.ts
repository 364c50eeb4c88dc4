import { InvalidInput, type InputProblem } from '../../base/errors.ts'

export type PackFileFault =
  | 'pack_file.too_large'
  | 'pack_file.not_an_archive'
  | 'pack_file.damaged'
  | 'pack_file.unsupported'
  | 'pack_file.unsafe_path'
  | 'pack_file.unknown_path'
  | 'pack_file.symbolic_link'
  | 'pack_file.duplicate_path'
  | 'pack_file.compression'
  | 'pack_file.not_utf8'
  | 'pack_file.carriage_return'
  | 'pack_file.no_checksums'
  | 'pack_file.changed'
  | 'pack_file.faulty_manifest'

/** A file that is no pack, or one that nobody should open. Nothing of it was used. */
export class PackFileRefused extends InvalidInput {
  constructor(code: PackFileFault, message: string, problems: InputProblem[] = []) {
    super(code, message, { problems, ...(code === 'pack_file.too_large' ? { status: 413 as const } : {}) })
  }
}
