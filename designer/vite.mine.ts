import base from './vite.config.ts'
import { mergeConfig } from 'vite'
const stub = process.env.STUB ? [{ name: 'stub', enforce: 'pre' as const, resolveId: (id: string) => id.endsWith('studio-page.tsx') ? '\0stub' : undefined, load: (id: string) => id === '\0stub' ? 'export default () => null' : undefined }] : []
export default mergeConfig(base, { preview: { headers: { 'content-security-policy': "default-src 'self';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;font-src 'self' data:;connect-src 'self';object-src 'none';base-uri 'self'" } }, plugins: stub, build: { outDir: process.env.OUT ?? '/tmp/shots/dist', emptyOutDir: true } })
