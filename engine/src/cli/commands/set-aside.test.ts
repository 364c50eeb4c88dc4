import { expect, test } from 'vitest'
import { failedCaseText, setAsideOf } from './set-aside.ts'

const of = (text: string | undefined) => setAsideOf({ values: { 'set-aside': text }, positionals: [] })

test('cases are named as the list of failed ones names them', () => {
  const failed = { of: 'rule-set/discount', key: 'above_20', title: '二十', file: 'a.case.json', differences: [] }
  const [name] = failedCaseText(failed).split(' ')

  expect(of(`${name}, function/pricing.price:cheap`)).toEqual([
    { of: 'rule-set/discount', key: 'above_20' },
    { of: 'function/pricing.price', key: 'cheap' },
  ])
  expect(of(undefined)).toEqual([])
})

test.each(['discount', 'rule-set/discount', ':key', '', 'rule-set/discount:'])('"%s" names no case', text => {
  expect(() => of(text)).toThrow(expect.objectContaining({ code: 'configuration.bad_set_aside' }))
})
