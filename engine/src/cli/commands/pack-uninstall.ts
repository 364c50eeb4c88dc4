import type { Command } from '../command.ts'
import { planOptions, runPlan, type PackPlanParts } from './pack-plan-options.ts'

export const packUninstall: Command<PackPlanParts> = {
  name: 'pack uninstall',
  summary: 'Take a pack away; lists the records that would stay behind first',
  usage: '<pack>',
  options: planOptions,
  positionals: { atLeast: 1 },
  examples: [
    'pack uninstall sales # show what would stay',
    'pack uninstall sales --take theirs --apply # local changes go too',
  ],
  run: (args, parts, terminal) => runPlan({ action: 'uninstall', pack: args.positionals[0]! }, args, parts, terminal),
}
