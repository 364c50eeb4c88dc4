import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './dev/precompress.ts'

/** The running engine that `vite` hands the API to while the designer is developed. */
const engine = process.env.JINGWEI_ENGINE ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), precompress()],
  resolve: {
    // Always the engine's sources: a build of the designer must not need, or silently take, an older engine/dist.
    alias: { '@jingwei/engine/model': fileURLToPath(new URL('../engine/src/model.ts', import.meta.url)) },
  },
  server: { proxy: { '/api': engine, '/problems': engine } },
  build: {
    outDir: 'dist',
    target: ['chrome120', 'edge120', 'firefox121', 'safari17'],
    // Fonts and icons as files: data: addresses are not in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // Importing a file of the engine's browser door does nothing by itself: a form that needs FEEL gets no kinds with it.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /engine\/src\//, sideEffects: false }] } },
  },
})
