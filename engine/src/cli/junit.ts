import type { CaseReport, CaseResult } from '../host/run-cases.ts'

/** The report in the JUnit XML that build servers read: a suite for each case file, a test for each case. */
export function junitXml({ cases }: CaseReport): string {
  const files = Map.groupBy(cases, each => each.file)
  const suites = [...files].map(([file, inFile]) => suite(file, inFile))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${totals(cases)}>\n${suites.join('')}</testsuites>\n`
}

function suite(file: string, cases: CaseResult[]): string {
  return `  <testsuite name="${escaped(file)}" ${totals(cases)}>\n${cases.map(testCase).join('')}  </testsuite>\n`
}

function totals(cases: readonly CaseResult[]): string {
  const failures = cases.filter(each => each.differences.length > 0).length
  const milliseconds = cases.reduce((sum, each) => sum + each.milliseconds, 0)
  return `tests="${cases.length}" failures="${failures}" time="${seconds(milliseconds)}"`
}

function testCase({ of, key, title, file, milliseconds, differences }: CaseResult): string {
  const head = `    <testcase classname="${escaped(of)}" name="${escaped(`${key}: ${title}`)}" file="${escaped(file)}" time="${seconds(milliseconds)}"`
  if (differences.length === 0) return `${head}/>\n`
  const lines = differences.map(
    ({ pointer, expected, actual }) => `${pointer || '/'}: expected ${shown(expected)}, got ${shown(actual)}`,
  )
  return `${head}>\n      <failure message="${escaped(lines[0]!)}">${escaped(lines.join('\n'))}</failure>\n    </testcase>\n`
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

/** XML 1.0 has no way to write most control characters; they are left out. */
const escaped = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- these are the characters that have to go
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"\n]/g, sign => SIGNS[sign]!)
