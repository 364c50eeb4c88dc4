import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'
import type { CaseResult } from '../host/run-cases.ts'
import { junitXml } from './junit.ts'

const passed: CaseResult = {
  file: 'shop/rule-sets/level.case.json',
  of: 'rule-set/level',
  key: 'low',
  title: '低于 5%',
  milliseconds: 12,
  differences: [],
}

test('a build server reads how many ran and why one failed', () => {
  const failed = {
    ...passed,
    key: 'high',
    title: 'a <b> & "c"',
    differences: [{ pointer: '/level', expected: '<1>', actual: undefined }],
  }

  const xml = junitXml({ passed: 1, failed: [failed], cases: [passed, failed], coverage: [] })

  const document = new DOMParser().parseFromString(xml, 'text/xml')
  const [suite] = [...document.querySelectorAll('testsuite')]
  expect(['tests', 'failures', 'time'].map(name => suite!.getAttribute(name))).toEqual(['2', '1', '0.024'])
  expect(xml).toContain('name="low: 低于 5%"')
  expect(xml).toContain('name="high: a &lt;b&gt; &amp; &quot;c&quot;"')
  expect(document.querySelector('failure')!.textContent).toBe('/level: expected "<1>", got nothing')
})

test('characters that XML can not hold are left out', () => {
  const xml = junitXml({ passed: 1, failed: [], cases: [{ ...passed, title: 'a\u0000b' }], coverage: [] })

  expect(xml).toContain('low: ab')
})
