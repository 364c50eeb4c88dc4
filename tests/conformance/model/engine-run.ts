import { completeTask, deliver, fireJob } from '../../../engine/src/kinds/flow/actions.ts'
import { compileAlone } from '../../../engine/src/kinds/flow/memory/compile-alone.ts'
import { FlowWorld } from '../../../engine/src/kinds/flow/memory/flow-world.ts'
import type { Scope, Token } from '../../../engine/src/kinds/flow/state.ts'
import { bpmnOfModel } from './bpmn-of-model.ts'
import { CHOICE, type Action, type ProcessModel } from './process-model.ts'

/** The engine runs a model, seen as the interpreter sees it. */
export class EngineRun {
  readonly #world: FlowWorld
  readonly #id: string

  private constructor(world: FlowWorld, id: string) {
    this.#world = world
    this.#id = id
  }

  static async start(model: ProcessModel): Promise<EngineRun> {
    const { graph, diagnostics } = await compileAlone(bpmnOfModel(model))
    if (graph === undefined)
      throw new Error(`The model does not compile: ${diagnostics.map(d => `${d.elementId} ${d.message}`).join('; ')}`)
    const world = new FlowWorld()
    world.deploy(graph)
    return new EngineRun(world, await world.start(graph.name))
  }

  get #state() {
    return this.#world.runs.get(this.#id).running.state
  }

  get marking(): string {
    return this.#state.instance.state === 'ended' ? 'ended' : this.#scopeText(this.#id)
  }

  /** What is left behind although nothing stands there any more. */
  get remains(): string[] {
    const { tokens, scopes, jobs, subscriptions, tasks, incidents } = this.#state
    const holds = (token: string | null, scope: string) =>
      (token === null || tokens.get(token) !== undefined) && (scopes.get(scope) !== undefined || scope === this.#id)
    const over = this.#state.instance.state === 'ended'
    return [
      ...scopes.where(scope => over || tokens.get(scope.token) === undefined).map(scope => `scope ${scope.element}`),
      ...jobs.where(job => over || !holds(job.token, job.scope)).map(job => `job ${job.element}`),
      ...subscriptions
        .where(each => over || !holds(each.token, each.scope))
        .map(each => `subscription ${each.element}`),
      ...tasks.where(task => task.state === 'open' && !tokens.get(task.token)).map(task => `task ${task.element}`),
      ...incidents
        .where(each => each.resolvedAt === null && each.token !== null && !tokens.get(each.token))
        .map(each => `incident ${each.element}`),
    ]
  }

  reload(): void {
    this.#world.reload()
  }

  async perform(action: Action, choice: number): Promise<void> {
    const wanted = JSON.stringify(action.address)
    if (action.do === 'complete') {
      const task = this.#state.tasks.where(
        each => each.state === 'open' && each.element === action.node && this.#isAt(each.token, wanted),
      )[0]
      if (task === undefined) throw new Error(`No open task ${action.node} at ${wanted}; there is ${this.marking}.`)
      return this.#world.command(this.#id, run => completeTask(run, task.id, { variables: { [CHOICE]: choice } }))
    }
    const waits = (each: { element: string; token: string | null; scope: string }) =>
      each.element === action.node &&
      (each.token === null ? JSON.stringify(this.#scopeAddress(each.scope)) === wanted : this.#isAt(each.token, wanted))
    const subscription = this.#state.subscriptions.where(waits)[0]
    if (subscription !== undefined)
      return void (await this.#world.command(this.#id, run => deliver(run, subscription.id)))
    const job = this.#state.jobs.where(waits)[0]
    if (job === undefined) throw new Error(`Nothing waits for ${action.node} at ${wanted}; there is ${this.marking}.`)
    if (job.dueAt > this.#world.clock.now().toISOString()) this.#world.clock.set(job.dueAt)
    await this.#world.command(this.#id, run => fireJob(run, job.id))
  }

  #isAt(tokenId: string, wanted: string): boolean {
    const token = this.#state.tokens.get(tokenId)
    return token !== undefined && JSON.stringify(this.#address(token)) === wanted
  }

  // ── the same texts as marking.ts makes ──

  #scopeText(scope: string): string {
    return `{${this.#state.tokens
      .by('scope', scope)
      .map(token => this.#tokenText(token))
      .sort()
      .join(' ')}}`
  }

  #tokenText(token: Token): string {
    const type = this.#world.runs.get(this.#id).running.graph.elements[token.element]!.type
    const at = type === 'parallelGateway' || type === 'inclusiveGateway' ? `<${token.flow}>` : ''
    const inner = this.#state.scopes
      .by('token', token.id)
      .flatMap(scope => this.#innerTexts(scope, type))
      .sort()
    return `${token.element}${at}${token.state === 'incident' ? '!' : ''}${inner.join('')}`
  }

  #innerTexts(scope: Scope, type: string): string[] {
    if (scope.kind === 'body') return this.#state.tokens.by('scope', scope.id).map(each => this.#iterationText(each))
    return type === 'subProcess' ? [this.#scopeText(scope.id)] : []
  }

  #iterationText(inner: Token): string {
    const own = this.#state.scopes.by('token', inner.id)[0]!
    return `#${own.variables['loopCounter']}{${this.#tokenText(inner)}}`
  }

  #address(token: Token): string[] {
    const around = this.#state.scopes.get(token.scope)
    const above =
      around?.kind === 'body'
        ? [...this.#address(this.#state.tokens.get(around.token)!), this.#iterationText(token)]
        : this.#scopeAddress(token.scope)
    return [...above, this.#tokenText(token)]
  }

  #scopeAddress(id: string): string[] {
    const scope = this.#state.scopes.get(id)
    if (scope === undefined) return []
    return [...this.#address(this.#state.tokens.get(scope.token)!), this.#scopeText(id)]
  }
}
