// node bpmn-engine.mjs simple|par none|pg SECONDS [CONC=1]
// none: run through in memory, no state; mem: getState+JSON+recover in memory; pg: same, state JSON in PostgreSQL
import {Engine} from 'bpmn-engine';import pg from 'pg';import {EventEmitter} from 'events';import * as P from './flow-process.mjs';
const [,,which='simple',mode='pg',sec='5',conc='1']=process.argv;const src=P[which],tasks=which==='simple'?['approve']:['t1','t2','t3'];
let done=0;const services={doit(scope,cb){done++;cb(null,{ok:1})}};
// CTX=1: the XML is parsed once and its serialized context reused (the best a user can do); default: the README way
const ctx=process.env.CTX?await new Engine({name:'c'})._serializeSource(src):null;const S=()=>ctx?{sourceContext:ctx}:{source:src};
const pool=mode==='pg'?new pg.Pool({connectionString:process.env.DATABASE_URL,max:+conc}):null;
if(pool)await pool.query('create table if not exists be_state(id bigserial primary key,done boolean not null default false,state json not null)'),await pool.query('truncate be_state');
let bytes=0,store=new Map(),seq=0,parsed;
async function save(id,st,done){const j=JSON.stringify(st);bytes+=j.length;
  if(mode==='pg'){if(id==null)return(await pool.query('insert into be_state(state) values($1) returning id',[j])).rows[0].id;await pool.query('update be_state set state=$2,done=$3 where id=$1',[id,j,done]);return id}
  id??=++seq;if(done)store.delete(id);else store.set(id,j);return id}
async function load(id){if(mode==='pg')return(await pool.query('select state from be_state where id=$1',[id])).rows[0].state;return JSON.parse(store.get(id))}
const listener=()=>{const l=new EventEmitter();l.on('activity.end',a=>{if(a.content.output)a.environment.output[a.id]=a.content.output});return l};
async function one(){
  if(mode==='none'){const l=listener();l.on('wait',t=>t.signal({approved:true}));const e=new Engine({name:'x',...S(),services});
    await new Promise((ok,no)=>{e.once('end',ok);e.once('error',no);e.execute({listener:l,services},err=>err&&no(err))});return}
  let id;
  {const e=new Engine({name:'x',...S(),services});const ex=await e.execute({services});id=await save(null,await e.getState(),false);await ex.stop()}
  for(const t of tasks){
    const st=await load(id);const e=new Engine({name:'x'}).recover(st,{services});const l=listener();
    const ended=new Promise((ok,no)=>{e.once('end',ok);e.once('error',no)});
    const ex=await e.resume({listener:l});const p=ex.getPostponed().find(a=>a.id===t);
    const last=t===tasks.at(-1);p.signal({approved:true});if(last)await ended;
    await save(id,await e.getState(),last);if(!last)await ex.stop();
  }}
for(let i=0;i<20;i++)await one();
bytes=0;let n=0;done=0;const t0=process.hrtime.bigint(),c0=process.cpuUsage(),end=Date.now()+sec*1000;
await Promise.all(Array.from({length:+conc},async()=>{while(Date.now()<end){await one();n++}}));
const s=Number(process.hrtime.bigint()-t0)/1e9,c=process.cpuUsage(c0);
console.log(JSON.stringify({what:'bpmn-engine',which,mode,ctx:!!ctx,conc:+conc,perSec:+(n/s).toFixed(1),cpuMsPer:+((c.user+c.system)/1000/n).toFixed(3),serviceCallsPerInst:done/n,stateBytesPerInst:Math.round(bytes/n)}));
await pool?.end();process.exit(0);
