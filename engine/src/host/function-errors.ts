import { Defect, InvalidInput, type InputProblem } from '../base/errors.ts'

export class BadFunctionName extends Defect {
  constructor(owner: string, name: string) {
    super(
      'function.bad_name',
      `${owner} registers the function "${name}": call it ${owner}.<name>, with both parts in kebab-case.`,
      { details: { owner, name } },
    )
  }
}

export class DuplicateFunction extends Defect {
  constructor(name: string) {
    super(
      'function.duplicate',
      `The function ${name} is registered twice: remove one of the two from the configuration or rename it.`,
      {
        details: { name },
      },
    )
  }
}

export class FunctionSchemaInvalid extends Defect {
  constructor(name: string, fault: string, cause?: unknown) {
    super('function.invalid', `The function ${name} can't be registered: ${fault}.`, { details: { name }, cause })
  }
}

export class FunctionInputInvalid extends InvalidInput {
  constructor(name: string, problems: InputProblem[]) {
    const places = problems.map(problem => `${problem.pointer || 'the input'} ${problem.message}`).join('; ')
    super(
      'function.input_invalid',
      `${name} was called with input it can't take: ${places}. Check the mapping of its inputs.`,
      {
        problems,
        details: { function: name },
      },
    )
  }
}

export class FunctionOutputInvalid extends Defect {
  constructor(name: string, problems: InputProblem[]) {
    const places = problems.map(problem => `${problem.pointer || 'the result'} ${problem.message}`).join('; ')
    super(
      'function.output_invalid',
      `${name} returned something its output schema doesn't allow: ${places}. Correct the function or its schema.`,
      {
        details: { function: name },
      },
    )
  }
}
