import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtins } from './builtins/index.ts'
import { deliberateDifferences } from './deliberate-differences.ts'
import { typeNames } from './values/type-test.ts'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')

test.each([...builtins])('the README has every way to call %s', (name, overloads) => {
  for (const { parameters } of overloads) {
    const usage = parameters.map(each => `${each.name}${each.optional ? '?' : ''}${each.rest ? ', …' : ''}`).join(', ')
    expect(readme).toContain(`\`${name}(${usage})\``)
  }
})

test.each(deliberateDifferences)('the README tells that $text is different', ({ text, because }) => {
  expect(readme).toContain(`| \`${text.replaceAll('|', '\\|')}\` |`)
  expect(readme).toContain(because)
})

test('the README names every type', () => expect(typeNames().filter(name => !readme.includes(name))).toEqual([]))
