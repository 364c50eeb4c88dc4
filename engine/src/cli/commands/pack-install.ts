import type { Command, CommandArgs, Option } from '../command.ts'
import { planOptions, runPlan, type PackPlanParts, type PackSource } from './pack-plan-options.ts'

const allowUnsigned: Option = {
  type: 'string',
  value: 'packs',
  help: 'Take these packs without a trusted signature; names, separated by commas',
}

export const packInstall: Command<PackPlanParts> = {
  name: 'pack install',
  summary: 'Install a pack file, or a pack folder of this machine',
  usage: '<file or folder>',
  options: { ...planOptions, 'allow-unsigned': allowUnsigned },
  positionals: { atLeast: 1 },
  examples: [
    'pack install sales-0.1.0.jwpack # show what it would change',
    'pack install sales-0.1.0.jwpack --apply --note "Go-live" # and do it',
  ],
  run: (args, parts, terminal) => runPlan(sourceOf('install', args), args, parts, terminal),
}

export const packUpgrade: Command<PackPlanParts> = {
  name: 'pack upgrade',
  summary: 'Upgrade an installed pack and merge your own changes into it',
  usage: '<file or folder>',
  options: {
    ...planOptions,
    'allow-unsigned': allowUnsigned,
    'allow-older': { type: 'boolean', help: 'Take a version that is not higher than the installed one' },
  },
  positionals: { atLeast: 1 },
  examples: [
    'pack upgrade sales-0.2.0.jwpack # shows the conflicts as base, theirs and ours',
    'pack upgrade sales-0.2.0.jwpack --choices decided.json --take theirs --apply',
  ],
  run: (args, parts, terminal) => runPlan(sourceOf('upgrade', args), args, parts, terminal),
}

function sourceOf(action: 'install' | 'upgrade', { positionals, values }: CommandArgs): PackSource {
  const names = String(values['allow-unsigned'] ?? '').split(',')
  return {
    action,
    from: positionals[0]!,
    allowOlder: values['allow-older'] === true,
    allowUnsigned: names.map(name => name.trim()).filter(name => name !== ''),
  }
}
