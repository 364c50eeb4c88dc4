import { expect, test, vi } from 'vitest'
import type { Choices } from '../packs-api.ts'
import { createChoiceQueue } from './choice-queue.ts'

/** A server whose answers come when the test wants. */
function heldServer() {
  const requests: { choices: Choices; answer(): void; refuse(error: Error): void }[] = []
  const send = (choices: Choices) =>
    new Promise<void>((resolve, reject) => requests.push({ choices, answer: resolve, refuse: reject }))
  return { requests, send }
}

test('choices made while a request is under way go together with the next one', async () => {
  const { requests, send } = heldServer()
  const queue = createChoiceQueue(send)

  queue.choose({ a: 'base' })
  queue.choose({ b: 'ours' })
  queue.choose({ c: 'theirs' })
  expect(requests).toHaveLength(1)
  expect(queue.state().unsent).toEqual({ a: 'base', b: 'ours', c: 'theirs' })

  requests[0]!.answer()
  await vi.waitFor(() => expect(requests).toHaveLength(2))
  expect(requests[1]!.choices).toEqual({ b: 'ours', c: 'theirs' })
  requests[1]!.answer()
  expect(await queue.settled()).toBe(true)
  expect(queue.state()).toEqual({ unsent: {}, failure: null })
})

test('a choice that is changed while it is under way is sent again', async () => {
  const { requests, send } = heldServer()
  const queue = createChoiceQueue(send)

  queue.choose({ a: 'base' })
  queue.choose({ a: 'ours' })
  requests[0]!.answer()

  await vi.waitFor(() => expect(requests).toHaveLength(2))
  expect(requests[1]!.choices).toEqual({ a: 'ours' })
})

test('a failure keeps the choices, says so, and is sent again on demand', async () => {
  const { requests, send } = heldServer()
  const queue = createChoiceQueue(send)
  queue.choose({ a: 'base' })
  const refused = new Error('no connection')
  requests[0]!.refuse(refused)

  expect(await queue.settled()).toBe(false)
  expect(queue.state()).toEqual({ unsent: { a: 'base' }, failure: refused })

  queue.retry()
  requests[1]!.answer()
  expect(await queue.settled()).toBe(true)
  expect(queue.state().unsent).toEqual({})
})

test('what the server will never take can be given up', async () => {
  const { requests, send } = heldServer()
  const queue = createChoiceQueue(send)
  queue.choose({ gone: 'base' })
  requests[0]!.refuse(new Error('no such conflict'))
  await queue.settled()

  queue.forget()

  expect(queue.state()).toEqual({ unsent: {}, failure: null })
  expect(await queue.settled()).toBe(true)
  expect(requests).toHaveLength(1)
})

test('listeners hear of every step until they leave', async () => {
  const { requests, send } = heldServer()
  const queue = createChoiceQueue(send)
  const heard = vi.fn()
  const leave = queue.subscribe(heard)

  queue.choose({ a: 'base' })
  requests[0]!.answer()
  await queue.settled()
  expect(heard).toHaveBeenCalledTimes(2)
  leave()
  queue.choose({ a: 'ours' })

  expect(heard).toHaveBeenCalledTimes(2)
})
