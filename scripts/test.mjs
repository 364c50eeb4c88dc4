// `npm test`: every suite, one after the other (two cores). Runs on Node 20 without any dependency and installs first.
//
//   npm test                              all suites
//   npm test -- --only types,lint         some of them
//   npm run test:long -- recovery         the long form of a suite (more rounds; JINGWEI_LONG=1)
//
// The last line is `N passed, N failed` over all of it.
import { parseArgs } from 'node:util'
import { seconds } from './support/step.mjs'
import { chosenSuites } from './support/suites.mjs'
import { ensureInstalled } from './support/workspace.mjs'

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, long: { type: 'boolean' } },
  allowPositionals: true,
})
const suites = chosenSuites([...(values.only?.split(',') ?? []), ...positionals])

await ensureInstalled()
if (values.long) process.env.JINGWEI_LONG = '1'

const results = []
for (const suite of suites) results.push(await runSuite(suite))

console.log(`\n${results.map(line).join('\n')}`)
const [passed, failed] = ['passed', 'failed'].map(key => results.reduce((sum, result) => sum + result[key], 0))
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

async function runSuite({ name, run }) {
  console.log(`\n== ${name}`)
  const startedAt = performance.now()
  const counts = await run()
  // A suite that tried nothing has not passed.
  if (counts.passed + counts.failed === 0) {
    console.log(`${name}: no test was found`)
    counts.failed = 1
  }
  return { name, ...counts, seconds: seconds(startedAt) }
}

function line({ name, passed, failed, seconds }) {
  return `${name.padEnd(14)}${String(seconds).padStart(7)} s   ${passed} passed, ${failed} failed`
}
