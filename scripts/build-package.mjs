// Builds the package in the working folder (a module or plugin) from src to dist.
import fs from 'node:fs'
import path from 'node:path'
import { buildPackage } from './support/build-package.mjs'
import { ensureInstalled, root } from './support/workspace.mjs'

await ensureInstalled()
buildPackage(path.relative(root, fs.realpathSync(process.cwd())))
