/** What a role compiles to: its rules, checked, in one form. access/ makes abilities of them. */
export interface RoleModel {
  name: string
  title: string
  rules: RoleRule[]
}

export interface RoleRule {
  key: string
  action: string[]
  /** Entity names, `definition`, `audit` or `all`. */
  subject: string[]
  /** As the author wrote them; placeholders are resolved per principal. */
  conditions?: Record<string, unknown>
  /** As the author wrote them: names, `*`, `!name`. Absent: all fields. */
  fields?: string[]
  inverted: boolean
  reason?: string
}
