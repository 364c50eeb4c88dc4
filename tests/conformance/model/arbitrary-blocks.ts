import fc from 'fast-check'
import type { Block, Boundary, EventSubprocess, StructuredProcess } from './block.ts'
import type { Awaited, Caught, Iterations } from './process-model.ts'

const CODES = ['e1', 'e2'] as const
const code = fc.constantFrom(...CODES)
const codeOrAll = fc.constantFrom('e1', 'e2', null)
const awaited: fc.Arbitrary<Awaited> = fc.constantFrom('message', 'timer', 'signal')

const iterations: fc.Arbitrary<Iterations | null> = fc.option(
  fc.record(
    { sequential: fc.boolean(), count: fc.integer({ min: 0, max: 3 }), enough: fc.integer({ min: 1, max: 2 }) },
    { requiredKeys: ['sequential', 'count'] },
  ),
  { freq: 2 },
)

const eventCaught: fc.Arbitrary<Caught> = awaited.map(type => ({ type }))
const error: fc.Arbitrary<Caught> = codeOrAll.map(each => ({ type: 'error', code: each }))
const escalation: fc.Arbitrary<Caught> = codeOrAll.map(each => ({ type: 'escalation', code: each }))

const boundary = (caught: fc.Arbitrary<Caught>, then: fc.Arbitrary<Block>): fc.Arbitrary<Boundary> =>
  fc
    .record({ caught, interrupting: fc.boolean(), then, joins: fc.boolean() })
    .map(made => (made.caught.type === 'error' ? { ...made, interrupting: true } : made))

const eventSubprocess = (body: fc.Arbitrary<Block>): fc.Arbitrary<EventSubprocess> =>
  fc
    .record({ caught: fc.oneof(eventCaught, error, escalation), interrupting: fc.boolean(), body })
    .map(made => (made.caught.type === 'error' ? { ...made, interrupting: true } : made))

/** Two catchers of the same error on one scope are a fault of the drawing. */
const distinct = <Item extends { caught: Caught }>(items: fc.Arbitrary<Item>, most: number): fc.Arbitrary<Item[]> =>
  fc.uniqueArray(items, {
    maxLength: most,
    selector: ({ caught }) =>
      caught.type === 'error' || caught.type === 'escalation' ? `${caught.type} ${caught.code}` : {},
  })

const { block } = fc.letrec<{ block: Block }>(tie => {
  const inner = tie('block')
  const branches = fc.array(inner, { minLength: 2, maxLength: 3 })
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: fc.constant<Block>({ block: 'task' }) },
      { weight: 1, arbitrary: fc.constant<Block>({ block: 'pass' }) },
      { weight: 1, arbitrary: awaited.map((each): Block => ({ block: 'wait', awaited: each })) },
      { weight: 1, arbitrary: code.map((each): Block => ({ block: 'escalate', code: each })) },
      { weight: 1, arbitrary: end() },
      {
        weight: 2,
        arbitrary: fc.record({
          block: fc.constant('guarded' as const),
          iterations,
          boundaries: fc.array(boundary(eventCaught, inner), { maxLength: 2 }),
        }),
      },
      { weight: 4, arbitrary: parts(inner).map((each): Block => ({ block: 'sequence', parts: each })) },
      { weight: 2, arbitrary: branches.map((each): Block => ({ block: 'exclusive', branches: each })) },
      { weight: 3, arbitrary: branches.map((each): Block => ({ block: 'parallel', branches: each })) },
      { weight: 3, arbitrary: branches.map((each): Block => ({ block: 'inclusive', branches: each })) },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.record({ awaited, then: inner }), { minLength: 2, maxLength: 3 })
          .map((each): Block => ({ block: 'eventChoice', branches: each })),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          block: fc.constant('loop' as const),
          times: fc.integer({ min: 1, max: 2 }),
          body: inner,
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          block: fc.constant('subprocess' as const),
          body: parts(inner).map((each): Block => ({ block: 'sequence', parts: each })),
          iterations,
          boundaries: distinct(boundary(fc.oneof(eventCaught, error, escalation), inner), 2),
          eventSubprocesses: distinct(eventSubprocess(inner), 2),
        }),
      },
    ),
  }
})

function parts(inner: fc.Arbitrary<Block>): fc.Arbitrary<Block[]> {
  return fc.array(inner, { minLength: 1, maxLength: 3 })
}

function end(): fc.Arbitrary<Block> {
  return fc
    .oneof(
      fc.constantFrom('none' as const, 'terminate' as const),
      code.map(each => ({ error: each })),
      code.map(each => ({ escalation: each })),
    )
    .map((each): Block => ({ block: 'end', end: each }))
}

export const structuredProcess: fc.Arbitrary<StructuredProcess> = fc.record({
  body: fc.array(block, { minLength: 2, maxLength: 4 }).map((each): Block => ({ block: 'sequence', parts: each })),
  eventSubprocesses: distinct(eventSubprocess(block), 1),
})
