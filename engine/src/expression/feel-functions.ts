/** A registered pure function as FEEL sees it. `FunctionDefinition` of the sdk has this shape. */
export interface FeelFunction {
  signature: {
    /** `<module>.<function>`, kebab-case. */
    name: string
    effect?: string
    /** JSON Schema of the argument; positional arguments follow the order of its `properties`. */
    input: Record<string, unknown>
    /** JSON Schema of the result. */
    output: Record<string, unknown>
  }
  run(input: any, context: any): unknown
}

/** The functions that an expression may call beside the built-in ones, given when it is compiled. */
export interface FeelFunctions {
  /** By the name in FEEL: `pricing.line_amounts` for the function `pricing.line-amounts`. */
  find(feelName: string): FeelFunction | undefined
  /** All names in FEEL, for "did you mean". */
  names(): Iterable<string>
}

/** `pricing.line-amounts` → `pricing.line_amounts`; in FEEL a hyphen is a minus. */
export const feelFunctionName = (name: string): string => name.replaceAll('-', '_')

/** The pure ones of `definitions`, under their FEEL names. */
export function feelFunctions(
  definitions: Iterable<FeelFunction['signature'] & Pick<FeelFunction, 'run'>>,
): FeelFunctions {
  const byName = new Map<string, FeelFunction>()
  for (const definition of definitions) {
    byName.set(feelFunctionName(definition.name), { signature: definition, run: definition.run })
  }
  return { find: name => byName.get(name), names: () => byName.keys() }
}
