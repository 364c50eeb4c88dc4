import { inclusiveJoin } from './inclusive-join.ts'
import { flowsTaken } from './flows-taken.ts'
import { catcherOf } from './catcher.ts'
import { canonicalScope, kill, killScope, newScope, newToken, type Scope, type Token } from './marking.ts'
import { ModelLookup } from './model-lookup.ts'
import { possibleActs, type Possible } from './possible-acts.ts'
import { CHOICE, type Action, type ModelNode, type NodeOf, type ProcessModel, type Thrown } from './process-model.ts'

/** More moves than this in one step is a process that never rests. */
const MOST_MOVES = 3_000

/**
 * Runs a model token by token, as BPMN 2.0.2 chapter 13 tells it, to be compared with the engine. It is written to be read:
 * everything is searched for anew, nothing is remembered that can be seen from the tokens.
 *
 * Where BPMN leaves the order open it is the engine's: a branch goes as far as it can before the next one sets out, and
 * inclusive joins are looked at when nothing else moves.
 */
export class Interpreter {
  readonly #process: ProcessModel
  readonly #model: ModelLookup
  readonly #root: Scope = newScope(null, null)
  readonly #variables = new Map<string, number>()
  #todo: (() => void)[] = []
  ended = false

  constructor(model: ProcessModel) {
    this.#process = model
    this.#model = new ModelLookup(model)
    this.#begin(this.#root)
    this.#run()
  }

  /** The marking, as text. */
  get marking(): string {
    return this.ended ? 'ended' : canonicalScope(this.#root)
  }

  /** Everything that can be done now; two that nobody can tell apart are one. */
  actions(): Action[] {
    const found = new Map<string, Action>()
    for (const { action } of this.#possible()) found.set(JSON.stringify(action), action)
    return [...found.keys()].sort().map(key => found.get(key)!)
  }

  perform(action: Action, choice: number): void {
    const wanted = JSON.stringify(action)
    const possible = this.#possible().find(each => JSON.stringify(each.action) === wanted)
    if (possible === undefined) throw new Error(`Nobody can ${wanted} now.`)
    if (action.do === 'complete') this.#variables.set(CHOICE, choice)
    this.#happen(possible)
    this.#run()
  }

  #possible = () => (this.ended ? [] : [...possibleActs(this.#root, this.#model)])

  #happen(possible: Possible): void {
    switch (possible.act) {
      case 'leave':
        return this.#leave(possible.token)
      case 'choose':
        return this.#choose(possible.token, possible.target)
      case 'boundary':
        return this.#goToBoundary(possible.boundary, possible.host)
      case 'eventSubprocess':
        return this.#startEventSubprocess(possible.start, possible.scope)
    }
  }

  *#scopes(scope = this.#root): Generator<Scope> {
    if (this.ended) return
    yield scope
    for (const token of scope.tokens) for (const inner of token.inner) yield* this.#scopes(inner)
  }

  // ── moving ──

  #run(): void {
    for (let moves = 0; ; moves++) {
      if (moves > MOST_MOVES) throw new NeverRests()
      const next = this.#todo.pop() ?? this.#inclusiveJoinThatFires()
      if (next === undefined) return
      next()
    }
  }

  /** They happen in this order, each with all that follows from it. */
  #then(...moves: (() => void)[]): void {
    this.#todo.push(...moves.reverse())
  }

  #place(node: ModelNode, scope: Scope, via: string | null, isIteration = false): Token {
    const token = newToken(node, scope, { via, isIteration })
    scope.tokens.push(token)
    return token
  }

  #enter(token: Token): void {
    if (!token.alive) return
    const { node } = token
    token.state = 'waiting'
    if (node.iterations !== undefined && !token.isIteration) return this.#beginIterations(token)
    switch (node.type) {
      case 'task':
      case 'catch':
      case 'eventChoice':
        return
      case 'inclusive':
        if (this.#model.incoming(node.id).length < 2) this.#leave(token)
        return
      case 'parallel':
        return this.#joinParallel(token)
      case 'subprocess': {
        const scope = newScope(node.id, token)
        token.inner.push(scope)
        return this.#begin(scope)
      }
      case 'script':
        this.#variables.set(node.variable, node.set === 'increment' ? this.#value(node.variable) + 1 : node.set)
        return this.#leave(token)
      case 'escalate':
        return this.#escalate(token, node.code, () => this.#leave(token))
      case 'end':
        return this.#end(token, node)
      default:
        return this.#leave(token)
    }
  }

  #begin(scope: Scope): void {
    const token = this.#place(this.#model.start(scope.node), scope, null)
    this.#then(() => this.#enter(token))
  }

  #leave(token: Token): void {
    if (!token.alive) return
    if (token.isIteration) return this.#consume(token)
    const flows = flowsTaken(token.node, this.#model, this.#value)
    if (flows === null) {
      token.state = 'stuck'
      return
    }
    const { scope } = token
    const next = flows.map(flow => this.#place(this.#model.node(flow.to), scope, flow.id))
    this.#consume(token)
    this.#then(...next.map(each => () => this.#enter(each)))
  }

  #joinParallel(token: Token): void {
    const here = token.scope.tokens.filter(other => other.node.id === token.node.id && other.state === 'waiting')
    const flows = this.#model.incoming(token.node.id)
    const one = flows.map(flow => here.find(other => other.via === flow.id))
    if (one.some(found => found === undefined)) return
    this.#merge(one as Token[])
  }

  #inclusiveJoinThatFires(): (() => void) | undefined {
    for (const scope of this.#scopes()) {
      for (const node of this.#model.inside(scope.node)) {
        if (node.type !== 'inclusive') continue
        const tokens = inclusiveJoin(node.id, scope, this.#process)
        if (tokens !== null) return () => this.#merge(tokens)
      }
    }
    return undefined
  }

  /** One token goes on, the others are used up. */
  #merge([first, ...others]: Token[]): void {
    for (const other of others) kill(other)
    this.#leave(first!)
  }

  #choose(token: Token, target: ModelNode): void {
    const via = this.#model.outgoing(token.node.id).find(flow => flow.to === target.id)!
    const chosen = this.#place(target, token.scope, via.id)
    kill(token)
    this.#leave(chosen)
  }

  // ── ends ──

  #consume(token: Token): void {
    if (!token.alive) return
    const { scope } = token
    kill(token)
    if (scope.tokens.length === 0) this.#complete(scope)
  }

  #complete(scope: Scope): void {
    scope.alive = false
    const { owner } = scope
    if (owner === null) {
      this.ended = true
      this.#todo = []
      return
    }
    owner.inner = owner.inner.filter(other => other !== scope)
    if (scope.iteration !== null) return this.#iterationComplete(owner)
    if (owner.node.type === 'eventSubprocess') return this.#consume(owner)
    this.#leave(owner)
  }

  #end(token: Token, { end }: NodeOf<'end'>): void {
    switch (end.type) {
      case 'none':
        return this.#consume(token)
      case 'terminate':
        for (const other of token.scope.tokens) kill(other)
        return this.#complete(token.scope)
      case 'escalation':
        return this.#escalate(token, end.code, () => this.#consume(token))
      case 'error': {
        const catcher = this.#catcherOf({ type: 'error', code: end.code }, token)
        if (catcher === null) token.state = 'stuck'
        else catcher()
      }
    }
  }

  // ── errors and escalations ──

  #escalate(token: Token, code: string, goOn: () => void): void {
    const catcher = this.#catcherOf({ type: 'escalation', code }, token)
    this.#then(...(catcher === null ? [] : [catcher]), goOn)
  }

  #catcherOf(thrown: Thrown, token: Token): (() => void) | null {
    const catcher = catcherOf(thrown, token, this.#model)
    if (catcher === null) return null
    return 'start' in catcher
      ? () => this.#startEventSubprocess(catcher.start, catcher.scope)
      : () => this.#goToBoundary(catcher.boundary, catcher.host)
  }

  #goToBoundary(boundary: NodeOf<'boundary'>, host: Token): void {
    if (!host.alive) return
    const { scope } = host
    const token = this.#place(boundary, scope, null)
    if (boundary.interrupting) kill(host)
    else if (boundary.caught.type === 'timer') host.spent.add(boundary.id)
    this.#leave(token)
  }

  #startEventSubprocess(start: NodeOf<'eventStart'>, scope: Scope): void {
    if (!scope.alive) return
    const token = this.#place(this.#model.node(start.parent!), scope, null)
    token.state = 'waiting'
    if (start.interrupting) {
      for (const other of scope.tokens.filter(each => each !== token)) kill(other)
      for (const each of this.#model.eventStarts(scope)) scope.spent.add(each.id)
    } else if (start.caught.type === 'timer') scope.spent.add(start.id)
    const inner = newScope(start.parent, token)
    token.inner.push(inner)
    const first = this.#place(start, inner, null)
    this.#then(() => this.#enter(first))
  }

  // ── iterations ──

  #beginIterations(token: Token): void {
    const { sequential, count } = token.node.iterations!
    if (count === 0) return this.#leave(token)
    const together = sequential ? 1 : count
    const begun = Array.from({ length: together }, () => this.#newIteration(token))
    this.#then(...begun.map(each => () => this.#enter(each)))
  }

  #newIteration(token: Token): Token {
    const scope = newScope(null, token, ++token.iterationsBegun)
    token.inner.push(scope)
    return this.#place(token.node, scope, null, true)
  }

  #iterationComplete(token: Token): void {
    const { count, enough = count } = token.node.iterations!
    token.iterationsComplete += 1
    if (token.iterationsComplete >= Math.min(enough, count)) {
      for (const scope of token.inner) killScope(scope)
      token.inner = []
      return this.#leave(token)
    }
    if (token.inner.length > 0) return
    const next = this.#newIteration(token)
    this.#then(() => this.#enter(next))
  }

  #value = (variable: string): number => this.#variables.get(variable) ?? 0
}

/** It goes round in a circle without waiting for anybody. */
export class NeverRests extends Error {}
