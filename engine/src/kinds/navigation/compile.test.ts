import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import main from './fixtures/main.navigation.json' with { type: 'json' }
import type { NavigationModel } from './navigation-model.ts'

const count = { key: 'count', title: 'Count', type: 'kpi', entity: 'visit', measure: { aggregate: 'count' } }
const path = 'navigation/main.navigation.json'
const files = {
  ...visitPack,
  [path]: main,
  'dashboards/visits.dashboard.json': { $kind: 'dashboard', name: 'visits', title: 'Visits', widgets: [count] },
  'articles/how_to_visit.md':
    '---json\n{ "$kind": "article", "name": "how_to_visit", "title": "How" }\n---\nGo there.\n',
}

test('a menu is resolved to what its items open', async () => {
  const { compiled, diagnostics } = await compileFixture(files)

  const { groups } = compiled.get('fixture/navigation/main')!.compiled as NavigationModel

  expect(diagnostics).toEqual([])
  expect(groups.map(group => [group.key, group.items.map(item => `${item.target.kind}/${item.target.name}`)])).toEqual([
    ['work', ['page/visit_list', 'dashboard/visits', 'article/how_to_visit']],
    ['people', ['page/guest_list']],
  ])
})

const rows: FaultRow[] = [
  { code: 'navigation.unknown_page', put: '/groups/0/items/0/page', wrong: 'visit_lst', nearest: 'visit_list' },
  { code: 'navigation.unknown_dashboard', put: '/groups/0/items/1/dashboard', wrong: 'visit', nearest: 'visits' },
  {
    code: 'navigation.unknown_article',
    put: '/groups/0/items/2/article',
    wrong: 'how_to_vist',
    nearest: 'how_to_visit',
  },
  { code: 'navigation.unknown_role', put: '/groups/0/roles/0', wrong: 'haed', nearest: 'head' },
  { code: 'navigation.unknown_role', put: '/groups/0/items/0/roles/0', wrong: 'haed', nearest: 'head' },
  { code: 'navigation.duplicate_key', put: '/groups/1/key', wrong: 'work' },
  { code: 'navigation.duplicate_key', put: '/groups/0/items/1/key', wrong: 'visits' },
  { code: 'navigation.one_of', put: '/groups/0/items/1', wrong: { key: 'x' }, right: { key: 'x', page: 'guest_list' } },
  {
    code: 'navigation.one_of',
    put: '/groups/0/items/1',
    wrong: { key: 'x', page: 'guest_list', dashboard: 'visits' },
    right: { key: 'x', dashboard: 'visits' },
  },
]

testFaults({ files, path, rows })
testAllCodes(new URL('./', import.meta.url), 'navigation', rows)
