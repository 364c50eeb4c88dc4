/** What definitions may know of a registered function: enough to check a call and to draw its mapping form. */
export interface FunctionSignature {
  /** `<module>.<function>`, kebab-case. In FEEL the hyphens are written as underscores. */
  name: string
  title: string
  /** `pure`: rules and expressions may call it. `transactional`: service tasks, in the command's transaction. `external`: runs as a job. */
  effect: 'pure' | 'transactional' | 'external'
  /** JSON Schema (type object) of the argument. FEEL passes positional arguments in the order of `properties`. */
  input: Record<string, unknown>
  /** JSON Schema of the result. */
  output: Record<string, unknown>
}
