import { jsonOption, type Command } from '../command.ts'

export interface PackBuildParts {
  /** Makes the file of a pack folder. `out` names a file or a folder. Throws PackFileRefused, PackUnreadable, BadKey. */
  buildPack(order: { folder: string; out: string; keyFile: string | null }): Promise<BuiltPack>
}

export interface BuiltPack {
  name: string
  version: string
  file: string
  bytes: number
  /** SHA-256 of the file, hex. */
  sha256: string
  /** Id of the key that signed it. */
  signedBy: string | null
}

export const packBuild: Command<PackBuildParts> = {
  name: 'pack build',
  summary: 'Make one file of a pack: the same pack gives the same bytes',
  usage: '<folder>',
  options: {
    out: { type: 'string', value: 'path', help: 'File or folder to write to (default: this folder)' },
    key: { type: 'string', value: 'file', help: 'Private key to sign with (see jingwei pack keygen)' },
    json: jsonOption,
  },
  positionals: { atLeast: 1 },
  examples: [
    'pack build definitions/sales --key acme.key # sales-0.1.0.jwpack, signed',
    'pack build definitions/sales --out dist/ # unsigned, into a folder',
  ],
  async run({ positionals, values }, parts, terminal) {
    const built = await parts.buildPack({
      folder: positionals[0]!,
      out: (values['out'] as string | undefined) ?? '.',
      keyFile: (values['key'] as string | undefined) ?? null,
    })
    if (values['json']) terminal.print(JSON.stringify(built))
    else {
      terminal.print(`${built.file}: ${built.name} ${built.version}, ${built.bytes} bytes, sha256 ${built.sha256}`)
      terminal.print(
        built.signedBy === null
          ? terminal.tint('warning', 'Not signed: an installation takes it only if it allows this pack by name.')
          : `Signed with key ${built.signedBy}.`,
      )
    }
    return 0
  },
}
