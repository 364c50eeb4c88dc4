import { expect, test } from 'vitest'
import { packsWith, packsWithout, type InstalledPack } from './next-packs.ts'

const pack = (name: string, version: string, more: object = {}): InstalledPack => ({
  manifest: { name, version, title: name, engine: '*', ...more },
  folder: { folder: `${name}-${version}`, files: [] },
})

const base = pack('base', '1.2.0')
const trade = pack('trade', '0.3.0', { requires: { base: '^1.0.0' } })
const options = {
  action: 'upgrade' as const,
  allowOlder: false,
  modules: new Set(['pricing']),
  plugins: new Set(['smtp-mail']),
}
const names = (folders: readonly { folder: string }[]) => folders.map(each => each.folder)

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('an upgrade takes the place of the old version, a new pack the last one', () => {
  expect(names(packsWith([base, trade], pack('base', '1.3.0'), options))).toEqual(['base-1.3.0', 'trade-0.3.0'])
  expect(names(packsWith([base], trade, { ...options, action: 'install' }))).toEqual(['base-1.2.0', 'trade-0.3.0'])
})

test('a version that is not higher is refused unless it is asked for', () => {
  const attempt = (version: string, allowOlder = false) =>
    codeOf(() => packsWith([base], pack('base', version), { ...options, allowOlder }))

  expect([attempt('1.2.0'), attempt('1.1.9'), attempt('1.10.0')]).toEqual([
    'pack_plan.not_newer',
    'pack_plan.not_newer',
    'none',
  ])
  expect([attempt('1.2.0', true), attempt('1.1.9', true)]).toEqual(['none', 'none'])
})

test('an upgrade that another pack does not go along with is refused', () => {
  expect(codeOf(() => packsWith([base, trade], pack('base', '2.0.0'), options))).toBe('pack_plan.needed_by')
})

test('installing twice, and upgrading what is not there, are different calls', () => {
  expect(codeOf(() => packsWith([base], base, { ...options, action: 'install' }))).toBe('pack_plan.installed')
  expect(codeOf(() => packsWith([], base, options))).toBe('pack_plan.not_installed')
})

test('what a pack needs must be there: packs, modules and plugins', () => {
  const needs = (more: object) =>
    codeOf(() => packsWith([base], pack('x', '1.0.0', more), { ...options, action: 'install' }))

  expect(needs({ requires: { base: '^1.0.0' }, modules: ['pricing'], plugins: ['smtp-mail'] })).toBe('none')
  expect(needs({ requires: { base: '^2.0.0' } })).toBe('pack_plan.needs_more')
  expect(needs({ requires: { other: '*' } })).toBe('pack_plan.needs_more')
  expect(needs({ modules: ['inventory'] })).toBe('pack_plan.needs_more')
  expect(needs({ plugins: ['sms'] })).toBe('pack_plan.needs_more')
})

test('a pack goes when nobody needs it', () => {
  expect(names(packsWithout([base, trade], 'trade'))).toEqual(['base-1.2.0'])
  expect(codeOf(() => packsWithout([base, trade], 'base'))).toBe('pack_plan.needed_by')
  expect(codeOf(() => packsWithout([base], 'trade'))).toBe('pack_plan.not_installed')
})
