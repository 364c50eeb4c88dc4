/**
 * Undo and redo over an immutable state. A command is a pure function from state to state with a name for people; reverting it
 * is going back to the state before, which shares structure with the one after and so costs little.
 */
export interface CommandStack<State> {
  readonly state: State
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Name of what undo would revert, redo would repeat. */
  readonly undoName: string | undefined
  readonly redoName: string | undefined
}

export interface Command<State> {
  name: string
  /** Returns the state itself when there is nothing to change: then nothing is recorded. */
  execute(state: State): State
}

interface Entry<State> {
  name: string
  before: State
  after: State
}

interface Internal<State> extends CommandStack<State> {
  readonly past: readonly Entry<State>[]
  readonly future: readonly Entry<State>[]
}

/** Steps that can be undone; the oldest fall off. */
const DEPTH = 200

export function commandStack<State>(state: State): CommandStack<State> {
  return stackOf(state, [], [])
}

export function execute<State>(stack: CommandStack<State>, command: Command<State>): CommandStack<State> {
  const after = command.execute(stack.state)
  if (after === stack.state) return stack
  const entry = { name: command.name, before: stack.state, after }
  return stackOf(after, [...inner(stack).past, entry].slice(-DEPTH), [])
}

export function undo<State>(stack: CommandStack<State>): CommandStack<State> {
  const { past, future } = inner(stack)
  const last = past.at(-1)
  return last ? stackOf(last.before, past.slice(0, -1), [last, ...future]) : stack
}

export function redo<State>(stack: CommandStack<State>): CommandStack<State> {
  const { past, future } = inner(stack)
  const next = future[0]
  return next ? stackOf(next.after, [...past, next], future.slice(1)) : stack
}

function stackOf<State>(state: State, past: readonly Entry<State>[], future: readonly Entry<State>[]): Internal<State> {
  return {
    state,
    past,
    future,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    undoName: past.at(-1)?.name,
    redoName: future[0]?.name,
  }
}

const inner = <State>(stack: CommandStack<State>): Internal<State> => stack as Internal<State>
