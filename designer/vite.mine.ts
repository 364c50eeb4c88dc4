import base from './vite.config.ts'
import { mergeConfig } from 'vite'
const stub = process.env.STUB ? [{ name: 'stub', enforce: 'pre' as const, resolveId: (id: string) => id.endsWith('studio-page.tsx') ? '\0stub' : undefined, load: (id: string) => id === '\0stub' ? 'export default () => null' : undefined }] : []
export default mergeConfig(base, { plugins: stub, build: { outDir: process.env.OUT ?? '/tmp/shots/dist', emptyOutDir: true } })
