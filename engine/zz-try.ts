import { compilePacks } from './src/host/compile-packs.ts'
import { kinds } from './src/kinds/index.ts'
import { runCases } from './src/host/run-cases.ts'
import { stubs } from '/tmp/stubs.ts'
let t=performance.now()
const r = await compilePacks(process.argv.slice(2), { kinds, builtins: [{name:'record',functions:[{...stubs[3], input:{type:'object',properties:{transition:{type:'string'}}}}]},{name:'notice',functions:[{...stubs[4],input:{type:'object',properties:{to:{},subject:{},text:{},link:{}}}}]}] , from: '/work/main'})
for (const d of r.diagnostics) console.log(`${d.file}:${d.line}:${d.column} ${d.severity} ${d.code} ${d.pointer} ${d.message}`)
console.log(r.packs.map(p=>p.manifest.name), [...r.compiled.keys()].length, r.diagnostics.length, Math.round(performance.now()-t)+'ms')
console.log(JSON.stringify(await runCases({...r, functions: r.functions.all as any}),null,1))
