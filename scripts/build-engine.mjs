// Builds engine/dist: what an installed engine runs (Node strips no types below node_modules).
import { buildPackage } from './support/build-package.mjs'
import { ensureInstalled } from './support/workspace.mjs'

await ensureInstalled()
buildPackage('engine')
