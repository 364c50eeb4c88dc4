import type { Configuration } from '../../host/configuration.ts'
import type { PackManifest } from '../../metadata/pack.ts'
import type { SignatureState } from '../../runtime/packs/pack-trust.ts'
import { jsonOption, type Command } from '../command.ts'
import { configurationOf, installationOptions, type Surroundings } from '../settings.ts'

export interface PackInspectParts extends Surroundings {
  /** Reads a pack file and asks the settings who signed it. Throws PackFileRefused. */
  inspectPack(configuration: Configuration, file: string): Promise<InspectedPack>
}

export interface InspectedPack {
  manifest: PackManifest
  signature: SignatureState
  files: { path: string; bytes: number }[]
}

export const packInspect: Command<PackInspectParts> = {
  name: 'pack inspect',
  summary: 'Show what a pack file holds and who signed it',
  usage: '<file>',
  options: { ...installationOptions, json: jsonOption },
  positionals: { atLeast: 1 },
  examples: ['pack inspect sales-0.1.0.jwpack # exit code 1 when this installation does not trust its signature'],
  async run(args, parts, terminal) {
    const pack = await parts.inspectPack(configurationOf(args, parts), args.positionals[0]!)
    const { manifest, signature, files } = pack
    if (args.values['json']) terminal.print(JSON.stringify(pack))
    else {
      terminal.print(terminal.tint('strong', `${manifest.name} ${manifest.version}  ${manifest.title}`))
      for (const line of describe(manifest)) terminal.print(line)
      terminal.print(terminal.tint(signature.state === 'valid' ? 'good' : 'warning', signatureText(signature)))
      for (const { path, bytes } of files) terminal.print(`${String(bytes).padStart(9)}  ${path}`)
    }
    return signature.state === 'valid' ? 0 : 1
  },
}

function describe({
  description,
  licence,
  engine,
  requires = {},
  modules = [],
  plugins = [],
  locales = [],
}: PackManifest) {
  const needs = Object.entries(requires).map(([name, range]) => `${name} ${range}`)
  const rows: [string, string | undefined][] = [
    ['Description', description],
    ['Licence', licence],
    ['Engine', engine],
    ['Requires', needs.join(', ')],
    ['Modules', modules.join(', ')],
    ['Plugins', plugins.join(', ')],
    ['Languages', locales.join(', ')],
  ]
  return rows.flatMap(([name, value]) => (value ? [`${`${name}:`.padEnd(13)}${value}`] : []))
}

/** A sentence about a signature. */
export const signatureText = ({ state, key }: SignatureState): string =>
  ({
    valid: `Signed by ${key}.`,
    unknown_key: `Signed with the key ${key}, which this installation does not know.`,
    broken: `The signature of ${key} is broken: the pack was changed.`,
    unsigned: 'Not signed.',
  })[state]
