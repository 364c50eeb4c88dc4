/** The content of a `.role.json`, after the schema check. */
export interface RoleContent {
  $kind: 'role'
  name: string
  title: string
  description?: string
  rules: RuleContent[]
}

export interface RuleContent {
  key: string
  action: string | string[]
  subject: string | string[]
  conditions?: Record<string, unknown>
  fields?: string[]
  inverted?: boolean
  reason?: string
}
