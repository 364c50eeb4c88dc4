/** Name of a flow: of foreign models the id of their process. */
export const FLOW_NAME = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,254}$' }

/** Name of another definition. */
export const DEFINITION_NAME = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,62}$' }

/** Names that other systems and foreign models give: any text. */
export const NAME = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\x00]*$' }

/** Values of a run by name. The body as a whole is bounded by the server. */
export const VARIABLES = {
  type: 'object',
  maxProperties: 1000,
  propertyNames: { minLength: 1, maxLength: 200 },
}

export const INSTANCE = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] }

/** Why an administrator does it: every repair is written down with it. */
export const REASON = { type: 'string', minLength: 1, maxLength: 2000, pattern: '^[^\\x00]*$' }

export const INSTANT = { type: 'string', format: 'date-time', maxLength: 40 }

export const LIMIT = { type: 'integer', minimum: 1, maximum: 200, default: 50 }

/** The last id of the page before. */
export const AFTER = { type: 'string', format: 'uuid' }
