/** The door for the tests of modules, plugins and packs: `@jingwei/engine/testing`. */
export { FakeClock } from './base/clock.ts'
export { silentLog } from './base/log.ts'
export { functionRegistry, type LoadedFunctions } from './host/function-registry.ts'
export { loadPlugins, type LoadedPlugins, type PluginEntry } from './host/plugins.ts'
export {
  startFlowEngine,
  type FetchedTask,
  type FlowEngineOptions,
  type FlowTestEngine,
} from './testing/flow-engine.ts'
export type { CompleteOptions, FlowTestRun } from './testing/flow-run.ts'
export type { FetchOptions, MessageOptions, StartOptions } from './testing/flow-backend.ts'
export type * from './testing/flow-views.ts'
