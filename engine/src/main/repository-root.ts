import path from 'node:path'

/** The checkout, or, for an installed engine, the folder that it was installed in (where it has no template and no designer). */
export const repositoryRoot = path.resolve(import.meta.dirname, '../../..')
