import path from 'node:path'
import { runVitest } from './run-vitest.mjs'
import { ensureDesigner, root, runNode } from './workspace.mjs'

const tool = file => path.join(root, 'node_modules', file)

/** A tool whose exit code says everything counts as one test. */
const tools =
  (...calls) =>
  () => {
    const failed = calls.filter(args => runNode(args) !== 0).length
    return { passed: failed === 0 ? 1 : 0, failed: failed === 0 ? 0 : 1 }
  }

const vitest = name => () => runVitest(name)

const tsc = project => [tool('@typescript/native/bin/tsc'), '-p', project, '--noEmit']

/** In the order in which a fault is cheapest to find. */
const suites = [
  { name: 'types', run: tools(tsc('tsconfig.json'), tsc('engine/tsconfig.build.json'), tsc('designer/tsconfig.json')) },
  { name: 'lint', run: tools([tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']) },
  { name: 'format', run: tools([tool('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']) },
  { name: 'architecture', run: vitest('architecture') },
  { name: 'unit', run: vitest('unit') },
  { name: 'packs', run: vitest('packs') },
  { name: 'fuzz', run: vitest('fuzz') },
  { name: 'conformance', run: vitest('conformance') },
  { name: 'journeys', run: vitest('journeys') },
  { name: 'browser', run: () => ensureDesigner().then(vitest('browser')) },
  { name: 'recovery', run: vitest('recovery') },
  { name: 'package', run: vitest('package') },
]

/** The named suites in their order, or all. A name that does not exist ends the script. */
export function chosenSuites(names) {
  const unknown = names.find(name => !suites.some(suite => suite.name === name))
  if (unknown !== undefined) {
    console.error(`There is no suite "${unknown}". There are: ${suites.map(({ name }) => name).join(', ')}`)
    process.exit(2)
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name))
}
