import { InvalidInput, type InputProblem } from '../../base/errors.ts'

/** Facts are missing, unknown or of the wrong type; one problem each. */
export class InvalidRuleInput extends InvalidInput {
  constructor(ruleSet: string, problems: InputProblem[]) {
    const said = problems.map(problem => problem.message).join(' ')
    super('rule_set.invalid_input', `The rule set "${ruleSet}" can't decide: ${said}`, {
      problems,
      details: { ruleSet },
    })
  }
}

/** Several rules hold where only one may. */
export class RuleSetNotUnique extends InvalidInput {
  constructor(ruleSet: string, rules: readonly string[]) {
    const message = `The rules ${rules.join(', ')} of "${ruleSet}" hold at once, and only one may. Tell them apart by their conditions, or choose another policy.`
    super('rule_set.not_unique', message, { details: { ruleSet, rules } })
  }
}

/** Several rules hold and say different things where they must agree. */
export class RuleSetContradiction extends InvalidInput {
  constructor(ruleSet: string, rules: readonly string[]) {
    const message = `The rules ${rules.join(', ')} of "${ruleSet}" hold at once and differ in their results. Make them agree, or choose another policy.`
    super('rule_set.contradiction', message, { details: { ruleSet, rules } })
  }
}

/** A rule calculated a value that its result can't be. */
export class RuleSetBadResult extends InvalidInput {
  constructor(
    ruleSet: string,
    { rule, output, wanted, value }: { rule: string; output: string; wanted: string; value: unknown },
  ) {
    const message = `The rule ${rule} of "${ruleSet}" calculated ${JSON.stringify(value)} for "${output}", which must be ${wanted}. Round it, or change the type of the result.`
    super('rule_set.bad_result', message, { details: { ruleSet, rule, output } })
  }
}

/** The rule set is asked for a day on which it isn't in force. */
export class RuleSetNotInForce extends InvalidInput {
  constructor(ruleSet: string, { day, from, to }: { day: string; from: string | null; to: string | null }) {
    const message = `The rule set "${ruleSet}" is in force from ${from ?? 'ever'} to ${to ?? 'further notice'}, not on ${day}. Extend its dates, or choose a rule set that covers the day.`
    super('rule_set.not_in_force', message, { details: { ruleSet, day, from, to } })
  }
}

/** The version that a run keeps is refused by this engine, or by what is published beside it. */
export class RuleSetVersionBroken extends InvalidInput {
  constructor(ruleSet: string, why: string) {
    const message = `The version of "${ruleSet}" that this run keeps can't be used any more: ${why} Migrate the run to the present version of its flow.`
    super('rule_set.version_broken', message, { details: { ruleSet } })
  }
}
