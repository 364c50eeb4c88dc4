import { expect, test } from 'vitest'
import { END, START, approval, compileText, flowText, flows, graphOf } from '../fixtures/compiled.ts'

const pass = (...ids: string[]) => ids.map(id => `<task id="${id}"/>`).join('')
const parallel = (...ids: string[]) => ids.map(id => `<parallelGateway id="${id}"/>`).join('')
const sub = (id: string, inside: string) => `<subProcess id="${id}">${inside}</subProcess>`

const keptBy = async (body: string, target: string): Promise<string[]> =>
  [...((await graphOf(`${START}${body}${END}`)).kept[target] ?? [])].sort()

test('a return on a branch leaves the other branches alone, with all that stands inside of them', async () => {
  const inner = sub('sub', `<startEvent id="s"/>${pass('x')}<endEvent id="e"/>${flows('s > x > e')}`)
  const body = `${parallel('fork', 'join')}${pass('a')}${approval('b', 'p', 'returnTo="a"')}${inner}${flows('start > fork > a > b > join > end, fork > sub > join')}`

  expect(await keptBy(body, 'a')).toEqual(['e', 'fork_sub', 's', 's_x', 'sub', 'sub_join', 'x', 'x_e'])
})

test('a return before the split leaves nothing', async () => {
  const body = `${parallel('fork', 'join')}${pass('first', 'a')}${approval('b', 'p', 'returnTo="first"')}${flows('start > first > fork > a > join > end, fork > b > join')}`

  expect(await keptBy(body, 'first')).toEqual([])
})

test('branches of an inclusive split and of several flows out of a task are left alone too', async () => {
  const branches = (split: string) =>
    `${pass('a', 'c')}${approval('b', 'p', 'returnTo="a"')}${split}${flows('start > split > a > b > end, split > c > end')}`

  expect(await keptBy(branches('<inclusiveGateway id="split"/>'), 'a')).toEqual(['c', 'c_end', 'split_c'])
  expect(await keptBy(branches(pass('split')), 'a')).toEqual(['c', 'c_end', 'split_c'])
})

test('a return inside of a subprocess leaves alone what stands outside, and the subprocess itself', async () => {
  const inner = sub(
    'sub',
    `<startEvent id="s"/>${pass('x')}${approval('y', 'p', 'returnTo="x"')}<endEvent id="e"/>${flows('s > x > y > e')}`,
  )
  const body = `${parallel('fork', 'join')}${pass('a')}${inner}${flows('start > fork > a > join > end, fork > sub > join')}`

  const kept = await keptBy(body, 'x')
  expect(kept).toEqual(expect.arrayContaining(['sub', 'a', 'fork', 'join', 'a_join', 'sub_join', 'start', 'end']))
  expect(kept.filter(id => ['s', 'x', 'y', 'e', 's_x', 'x_y', 'y_e'].includes(id))).toEqual([])
})

test('a return out of a subprocess ends the subprocess and leaves the other branches alone', async () => {
  const inner = sub(
    'sub',
    `<startEvent id="s"/>${approval('y', 'p', 'returnTo="a"')}<endEvent id="e"/>${flows('s > y > e')}`,
  )
  const body = `${parallel('fork', 'join')}${pass('a', 'c')}${inner}${flows('start > fork > a > sub > join > end, fork > c > join')}`

  expect(await keptBy(body, 'a')).toEqual(['c', 'c_join', 'fork_c'])
})

test('a return out of a subprocess into another branch is refused', async () => {
  const inner = sub(
    'sub',
    `<startEvent id="s"/>${approval('y', 'p', 'returnTo="c"')}<endEvent id="e"/>${flows('s > y > e')}`,
  )
  const { diagnostics } = await compileText(
    flowText(
      `${START}${parallel('fork', 'join')}${pass('c')}${inner}${END}${flows('start > fork > sub > join > end, fork > c > join')}`,
    ),
  )

  expect(diagnostics).toMatchObject([{ code: 'flow.return_across_branches', elementId: 'y' }])
})
