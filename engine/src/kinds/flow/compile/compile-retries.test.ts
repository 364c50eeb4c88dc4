import { expect, test } from 'vitest'
import { END, START, compileText, flowText, flows } from '../fixtures/compiled.ts'

const compiled = (retries: string) =>
  compileText(
    flowText(`${START}<serviceTask id="a" jw:topic="print" jw:retries="${retries}"/>${END}${flows('start > a > end')}`),
  )

test.each([
  ['1', 1, []],
  ['5', 5, []],
  ['R3/PT10M', 3, ['PT10M']],
  ['PT1M,PT5M', 3, ['PT1M', 'PT5M']],
  [' PT1M , P1D ', 3, ['PT1M', 'P1D']],
  ['PT10S', 2, ['PT10S']],
])('%s is so many attempts and these pauses', async (text, attempts, pauses) => {
  const { graph, diagnostics } = await compiled(text)

  expect(diagnostics).toEqual([])
  expect(graph!.elements.a!.retries).toEqual({ attempts, pauses })
})

test.each(['', '0', '-1', '99999', 'R0/PT1M', 'R3', 'R3/often', 'PT1M;PT5M', '-PT1M', 'R3/-PT1M'])(
  '"%s" is no retries',
  async text => {
    expect((await compiled(text)).diagnostics).toMatchObject([{ code: 'flow.retries_invalid', elementId: 'a' }])
  },
)
