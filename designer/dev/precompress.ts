import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSIBLE = /\.(js|css|html|svg|json|txt)$/
/** Below this a compressed file with its headers is no smaller on the wire. */
const SMALLEST_BYTES = 1024

/** Writes .br and .gz beside every text file of the build, so that the server never compresses an asset itself. */
export function precompress(): Plugin {
  let outDir = 'dist'
  return {
    name: 'jingwei-precompress',
    apply: 'build',
    configResolved: config => {
      outDir = join(config.root, config.build.outDir)
    },
    closeBundle: async () => {
      const files = await readdir(outDir, { recursive: true })
      await Promise.all(files.filter(file => COMPRESSIBLE.test(file)).map(file => compress(join(outDir, file))))
    },
  }
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < SMALLEST_BYTES) return
  const brotli = promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  await Promise.all([
    writeFile(`${path}.br`, await brotli),
    writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 })),
  ])
}
