import {
  canonicalJson,
  compileRuleSet,
  evaluateRuleSet,
  hasErrors,
  ruleSetKind,
  type Decision,
  type Linker,
  type RuleSet,
  type RuleSetContent,
  type Source,
} from '@jingwei/engine/model'

export type Trial = { decision: Decision } | { fault: 'faulty' } | { fault: 'input'; field: string; message: string }

/** Compiles a rule set with the engine's own code; undefined when it has errors. */
export function compileForTrial(content: RuleSetContent): RuleSet | undefined {
  const text = canonicalJson(content, ruleSetKind.schema)
  const source: Source<RuleSetContent> = {
    id: `studio/rule-set/${content.name}`,
    kind: 'rule-set',
    pack: 'studio',
    name: content.name,
    title: content.title,
    file: content.name,
    text,
    hash: '',
    layers: [],
    content,
    locate: () => ({ line: 1, column: 1 }),
  }
  const { compiled, diagnostics } = compileRuleSet(source, NOTHING_ELSE)
  return hasErrors(diagnostics) ? undefined : compiled
}

/** Decides for one set of inputs, as texts from the bench; empty ones are not given. */
export function tryRules(ruleSet: RuleSet | undefined, texts: Readonly<Record<string, string>>): Trial {
  if (!ruleSet) return { fault: 'faulty' }
  const given = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  const inputs = Object.fromEntries(given.map(([name, text]) => [name, valueOf(ruleSet, name, text.trim())]))
  try {
    return { decision: evaluateRuleSet(ruleSet, inputs) }
  } catch (error) {
    const problem = (error as { problems?: { pointer: string; message: string }[] }).problems?.[0]
    return {
      fault: 'input',
      field: problem?.pointer.slice(1) ?? '',
      message: problem?.message ?? (error as Error).message,
    }
  }
}

function valueOf(ruleSet: RuleSet, name: string, text: string): unknown {
  const type = ruleSet.facts.find(fact => fact.name === name)?.type.name
  if (type === 'boolean') return text === 'true'
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (type === 'texts') return text.split(/[,，]/).map(part => part.trim())
  return text
}

/** Functions of modules are not in the browser: a result that calls one can only be tried on the server. */
const NOTHING_ELSE = {
  source: () => undefined,
  compiled: () => undefined,
  names: () => [],
  function: () => undefined,
  functionNames: () => [],
  feelFunctions: { find: () => undefined, names: () => [] },
} as unknown as Linker
