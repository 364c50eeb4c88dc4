import { jsonOption, type Command } from '../command.ts'

export interface PackKeygenParts {
  /** Writes a new private key to a file that is not there yet. Throws KeyFileExists. */
  makePackKey(file: string): Promise<{ id: string; publicKey: string }>
}

export const packKeygen: Command<PackKeygenParts> = {
  name: 'pack keygen',
  summary: 'Make a key to sign packs with',
  usage: '[--out <file>]',
  options: {
    out: { type: 'string', value: 'file', help: 'Where the private key goes (default: jingwei-pack.key)' },
    json: jsonOption,
  },
  examples: ['pack keygen --out ~/keys/acme.key # keep the file secret; give the printed key to your customers'],
  async run({ values }, parts, terminal) {
    const file = (values['out'] as string | undefined) ?? 'jingwei-pack.key'
    const { id, publicKey } = await parts.makePackKey(file)
    if (values['json']) terminal.print(JSON.stringify({ id, publicKey, file }))
    else {
      terminal.print(`Private key: ${file} (keep it secret; whoever has it can sign packs in your name)`)
      terminal.print(`Id:          ${id}`)
      terminal.print(`Public key:  ${publicKey}`)
      terminal.print(`Who trusts you adds to jingwei.config.json: "trustedKeys": { "<your name>": "${publicKey}" }`)
    }
    return 0
  },
}
