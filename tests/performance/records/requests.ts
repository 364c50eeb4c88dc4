import type { LoadRequest } from '../support/load.ts'
import { MEMBER_REGION, ROWS } from './prepare.ts'

/** One thing that both sides are asked, each in its own words. */
export interface Question {
  baseline: () => LoadRequest
  ours: () => LoadRequest
}

const STATES = ['draft', 'open', 'approved', 'shipped', 'closed']
const REGIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']
const any = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)]!

/** A record by its id. */
export const get = (ids: readonly string[]): Question => ({
  baseline: () => ({ method: 'GET', path: `/items/orders/${1 + Math.floor(Math.random() * ROWS)}` }),
  ours: () => ({ method: 'GET', path: `/api/records/order/${any(ids)}` }),
})

/** The 50 dearest of a state and a region. */
export const list: Question = {
  baseline: () => baselineList('/items/orders'),
  ours: () => ourList(any(REGIONS)),
}

/** The same, where the database of the baseline makes the JSON and its server passes the text on. */
export const listAsText: Question = { ...list, baseline: () => baselineList('/itemsj/orders') }

/** The same of one region: what a member who may see no other one is compared by. */
export const listOfRegion = (): LoadRequest => ourList(MEMBER_REGION)

/** A new record with its audit row. */
export const create: Question = {
  baseline: () => ({ method: 'POST', path: '/itemsa/orders', body: newOrder() }),
  ours: () => ({ method: 'POST', path: '/api/records/order', body: newOrder() }),
}

/** The same without an audit row on the side of the baseline. */
export const createUnaudited: Question = {
  ...create,
  baseline: () => ({ method: 'POST', path: '/items/orders', body: newOrder() }),
}

const baselineList = (path: string): LoadRequest => ({
  method: 'GET',
  path: `${path}?filter[status][_eq]=${any(STATES)}&filter[region][_eq]=${any(REGIONS)}&sort=-amount&limit=50`,
})

function ourList(region: string): LoadRequest {
  const filter = encodeURIComponent(JSON.stringify({ status: { eq: any(STATES) }, region: { eq: region } }))
  return { method: 'GET', path: `/api/records/order?filter=${filter}&sort=-amount&limit=50` }
}

const run = Date.now().toString(36)
let count = 0

export function orderFields() {
  return {
    code: `B-${run}-${++count}`,
    customer: 'Customer 12',
    status: 'open',
    region: 'e',
    category: 'tv',
    quantity: 12,
    amount: '199.90',
    discount: '5.00',
    currency: 'EUR',
    ordered_on: '2026-02-01',
    due_on: '2026-03-01',
    priority: 2,
    notes: 'bench',
    active: true,
  }
}

const newOrder = (): string => JSON.stringify(orderFields())
