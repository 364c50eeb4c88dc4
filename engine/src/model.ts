/**
 * The door for browsers: `@jingwei/engine/model`. Everything that reads, checks, compiles and compares definitions; nothing
 * that needs a database, a disk or Node. The studio checks with the same code as the server.
 */
export { Decimal, isDecimalText, roundHalfUp } from './base/decimal.ts'
export { nearest } from './base/nearest.ts'
export { sha256 } from './base/sha256.ts'
export * from './expression/index.ts'
export { kinds } from './kinds/index.ts'
export type { EntityContent, FieldContent } from './kinds/entity/content.ts'
export { computeRecord, withDefaults, type AmbientValues, type RecordData } from './kinds/entity/compute.ts'
export { recordProblems } from './kinds/entity/record-problems.ts'
export { recordSchema, type JsonSchema, type RecordSchemaUse } from './kinds/entity/record-schema.ts'
export type { FormContent, FormColumnContent, FormFieldContent, SectionContent } from './kinds/form/content.ts'
export type { FormColumn, FormField, FormModel, FormSection } from './kinds/form/form-model.ts'
export { defaultWidget, widgetsOf, type Widget } from './kinds/form/widgets.ts'
export type { PageContent, ViewContent } from './kinds/page/content.ts'
export type { PageModel, PageView } from './kinds/page/page-model.ts'
export type { RoleContent, RuleContent } from './kinds/role/content.ts'
export type { RoleModel, RoleRule } from './kinds/role/role-model.ts'
export { canonicalJson } from './metadata/canonical.ts'
export type { Change, Comparison, DescribedChange, Impact } from './metadata/compare/change.ts'
export { compareTexts } from './metadata/compare/compare-texts.ts'
export { applyPatch, patchOf } from './metadata/compare/patch.ts'
export { canonicalText } from './metadata/content-tree.ts'
export { mergeTexts } from './metadata/merge/merge-texts.ts'
export type { MergeConflict, MergeResult, Side } from './metadata/merge/merge-result.ts'
export { compileDefinitions, type CompileInput, type CompileOutput } from './metadata/compile-definitions.ts'
export { hasErrors, type Diagnostic } from './metadata/diagnostic.ts'
export type {
  EntityModel,
  FieldModel,
  FieldType,
  Lookup,
  StateMachine,
  Transition,
  Validation,
} from './metadata/entity-model.ts'
export { ambientScope, feelTypeOf, lineScope, recordScope } from './metadata/expression-scopes.ts'
export type { FunctionSignature } from './metadata/function-signature.ts'
export { pointerTo, pointerTokens, valueAt } from './metadata/json-pointer.ts'
export { keyedPointer, plainPointer } from './metadata/keyed-pointer.ts'
export type { CompileResult, Kind, Linker, PackFile, Place, Reference, Source } from './metadata/kind.ts'
export type { CallableSignature, CompiledDefinition } from './metadata/linker.ts'
export type { LocalText } from './metadata/assemble.ts'
export type { Texts } from './metadata/locales.ts'
export { localise } from './metadata/localise.ts'
export type { PackFolder, PackManifest } from './metadata/pack.ts'
export { schemaPlace, type SchemaPlace } from './metadata/schema-walk.ts'
export type { FileChange } from './metadata/rename/changed-files.ts'
export type { RenamePlan } from './metadata/rename/plan-rename.ts'
export type { Use } from './metadata/rename/where-used.ts'
export { createWorkspace, type Workspace } from './metadata/workspace.ts'
export { snapshotOf, UnknownDefinition } from './metadata/snapshot-of.ts'
export type { Definition, Snapshot } from './metadata/snapshot.ts'
export {
  isPlaceholder,
  OPERATORS,
  type FilterNode,
  type FilterOperator,
  type FilterValue,
} from './query/filter-node.ts'
export { parseFilter, type QueryProblem } from './query/parse-filter.ts'
export { parseSort, type SortKey } from './query/parse-sort.ts'
export { SYSTEM_COLUMNS } from './query/queryable.ts'
export type { ColumnContent, OperatorName, RuleSetContent, ValueSchema } from './kinds/rule-set/content.ts'
export type { RuleContent as RuleSetRule } from './kinds/rule-set/content.ts'
export { compileRuleSet } from './kinds/rule-set/compile.ts'
export {
  decisionTable,
  withDecisionTable,
  type Cell,
  type DecisionRow,
  type DecisionTable,
} from './kinds/rule-set/decision-table.ts'
export { evaluateRuleSet, type Decision } from './kinds/rule-set/evaluate.ts'
export { factType, readLiteral, type FactType } from './kinds/rule-set/fact-type.ts'
export { ruleSetKind } from './kinds/rule-set/kind.ts'
export type { RuleSet } from './kinds/rule-set/rule-set.ts'
export type { RuleTrace } from './kinds/rule-set/trace.ts'
export {
  APPROVAL_MODES,
  DEDUPE_POLICIES,
  EMPTY_POLICIES,
  OPINION_POLICIES,
  STARTER_POLICIES,
  WHO_TYPES,
  type ApprovalContent,
  type FlowContent,
  type WhoContent,
} from './kinds/flow/content.ts'
export { default as jwModdle } from './kinds/flow/jw-moddle.json' with { type: 'json' }
export { type FlowCase, type FlowCaseEnvironment, type FlowCaseResult, type CaseStep } from './kinds/flow/case.ts'
export type { FlowGraph } from './kinds/flow/graph.ts'
export { caseFileText } from './kinds/flow/simulation/case-file-text.ts'
export { inventedPeople } from './kinds/flow/simulation/invented-people.ts'
export { movesIn, type Move } from './kinds/flow/simulation/moves.ts'
export {
  Simulation,
  type Did,
  type Pace,
  type SimulationOptions,
  type SimulationView,
  type Stop,
} from './kinds/flow/simulation/simulation.ts'
export { simulateMany, type Distribution, type ManyRuns } from './kinds/flow/simulation/simulate-many.ts'
