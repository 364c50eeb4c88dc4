import type { TextFault } from '../text-fault.ts'
import { articleFaults } from './articles.ts'
import { documentTemplateFaults } from './document-templates.ts'
import { expressionFaults, queryFaults } from './expressions.ts'
import { flowLintFaults } from './flow-lint.ts'
import { flowStructureFaults } from './flow-structure.ts'
import { flowFaults } from './flows.ts'
import { flowTextFaults } from './flow-texts.ts'
import { definitionFaults, packFaults } from './packs.ts'
import { referenceDataFaults } from './reference-data.ts'
import { ruleSetFaults } from './rule-sets.ts'
import { caseFaults, entityFaults, jsonFaults, localeFaults, schemaFaults } from './texts.ts'

export const textFaults: readonly TextFault[] = [
  ...packFaults,
  ...definitionFaults,
  ...jsonFaults,
  ...schemaFaults,
  ...localeFaults,
  ...caseFaults,
  ...entityFaults,
  ...expressionFaults,
  ...queryFaults,
  ...ruleSetFaults,
  ...referenceDataFaults,
  ...documentTemplateFaults,
  ...articleFaults,
  ...flowFaults,
  ...flowStructureFaults,
  ...flowLintFaults,
  ...flowTextFaults,
]
