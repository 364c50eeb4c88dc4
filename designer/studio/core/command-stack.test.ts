import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandStack, execute, redo, undo } from './command-stack.ts'

const add = (n: number) => ({ name: `add ${n}`, execute: (state: number) => state + n })

test('undo goes back step by step and redo comes forward again', () => {
  const stack = [1, 2, 3].reduce((s, n) => execute(s, add(n)), commandStack(0))

  expect(stack.state).toBe(6)
  expect(undo(stack).state).toBe(3)
  expect(undo(stack).redoName).toBe('add 3')
  expect(redo(undo(stack)).state).toBe(6)
})

test('a new command after an undo forgets what was undone', () => {
  const undone = undo(execute(commandStack(0), add(1)))

  const after = execute(undone, add(5))

  expect(after.canRedo).toBe(false)
  expect(after.state).toBe(5)
})

test('a command that changes nothing is not recorded', () => {
  const stack = execute(commandStack(7), { name: 'nothing', execute: state => state })

  expect(stack.canUndo).toBe(false)
})

test('undoing everything in a session of a hundred edits gives the start', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 100 }), steps => {
      let stack = steps.reduce((s, n) => execute(s, add(n)), commandStack(0))
      while (stack.canUndo) stack = undo(stack)
      expect(stack.state).toBe(0)
      while (stack.canRedo) stack = redo(stack)
      expect(stack.state).toBe(steps.reduce((a, b) => a + b, 0))
    }),
  )
})
