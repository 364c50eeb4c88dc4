import { describe, expect, test } from 'vitest'
import { compileRight, compileSound, compileWrong } from './compile-text.ts'
import { textFaults } from './faults/index.ts'

test('the sound pack has no fault', async () => {
  expect(await compileSound()).toEqual([])
})

describe.each(textFaults)('$code in $file', fault => {
  test('is found at the caret, and nothing else', async () => {
    const { diagnostics, place } = await compileWrong(fault)

    const { code, severity = 'error', elementId, pointer, nearest } = fault
    const told = { ...(elementId === undefined ? {} : { elementId }), ...(pointer === undefined ? {} : { pointer }) }
    expect(diagnostics).toMatchObject([{ code, severity, ...place, ...told }])
    expect(diagnostics[0]!.nearest).toBe(nearest)
  })

  test('is not found in its twin', async () => {
    expect(await compileRight(fault)).toEqual([])
  })
})
