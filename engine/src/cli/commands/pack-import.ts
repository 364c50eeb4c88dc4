import type { Command } from '../command.ts'
import { planOptions, runPlan, type PackPlanParts } from './pack-plan-options.ts'

export const packImport: Command<PackPlanParts> = {
  name: 'pack import',
  summary: 'Bring in a local layer that was exported; what it does not name stays',
  usage: '<folder or archive>',
  options: planOptions,
  positionals: { atLeast: 1 },
  examples: ['pack import layer/ # show what would change', 'pack import layer.zip --apply'],
  run: (args, parts, terminal) => runPlan({ action: 'import', from: args.positionals[0]! }, args, parts, terminal),
}
