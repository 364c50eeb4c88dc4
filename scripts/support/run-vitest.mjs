import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root, runNode } from './workspace.mjs'

/**
 * Runs one project of vitest.config.ts. Skipped tests count as neither; a file that can't even be loaded counts as one
 * failed test, so that it can't hide behind the others.
 *
 * @param {string} project
 * @returns {{ passed: number, failed: number }}
 */
export function runVitest(project) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-vitest-'))
  const file = path.join(folder, 'report.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const args = [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    '--passWithNoTests',
    ...reporters,
  ]
  const code = runNode(args)
  const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
  fs.rmSync(folder, { recursive: true })
  return counts(report, code)
}

function counts(report, code) {
  if (report === undefined) return { passed: 0, failed: 1 }
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every(test => test.status !== 'failed'),
  )
  const failed = report.numFailedTests + unloadable.length
  // Faults outside of any test (an unhandled rejection) show only in the exit code.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}
