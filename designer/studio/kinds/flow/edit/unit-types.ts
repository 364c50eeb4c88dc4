/** Types of organisational units that the core pack ships, from small to large. */
export const UNIT_TYPES = ['store', 'department', 'area', 'region', 'division', 'company'] as const
