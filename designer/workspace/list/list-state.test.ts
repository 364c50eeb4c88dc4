import { expect, test } from 'vitest'
import type { ListPageDefinition } from '../../shell/api/app.ts'
import { filterOf, followingSort } from './list-state.ts'

const page: ListPageDefinition = {
  type: 'list',
  name: 'contract_list',
  title: 'Contracts',
  entity: 'contract',
  columns: [],
  views: [
    { key: 'all', title: 'All' },
    { key: 'mine', title: 'Mine', filter: { owner: { eq: '${user.id}' } } },
  ],
}
const today = new Date(2026, 2, 10, 15, 30)

test('a click on a head sorts up, then down, then as the page says', () => {
  expect(followingSort('-created_at', 'amount')).toBe('amount')
  expect(followingSort('amount', 'amount')).toBe('-amount')
  expect(followingSort('-amount', 'amount')).toBeNull()
})

test('a view without a filter and without chips asks for everything', () => {
  expect(filterOf(page, { view: 'all', filters: [] }, today)).toEqual({})
})

test('the view’s filter and the chips hold together', () => {
  const filters = [
    { field: 'urgent', op: 'eq', value: 'true' } as const,
    { field: 'status', op: 'eq', value: 'draft' } as const,
  ]

  expect(filterOf(page, { view: 'mine', filters }, today)).toEqual({
    and: [{ owner: { eq: '${user.id}' } }, { urgent: { eq: true } }, { status: { eq: 'draft' } }],
  })
})

test('a span of days begins at local midnight', () => {
  const filters = [{ field: 'created_at', op: 'since', value: '7' } as const]

  expect(filterOf(page, { view: 'all', filters }, today)).toEqual({
    created_at: { gte: new Date(2026, 2, 3).toISOString() },
  })
})
