// Minimum durable work per instance, plain pg. node limit.mjs simple|par MODE CONC SECONDS [BATCH]
// MODE: stmts (BEGIN;..;COMMIT, one round trip per statement) | pipe (same statements, one multi-statement string per tx)
//       cte (one prepared data-modifying CTE per tx = one round trip, one commit) | batch (BATCH instances' commands per tx via unnest, one round trip)
import pg from 'pg';
const [,,which='simple',mode='cte',conc='1',sec='4',batch='64']=process.argv;const C=+conc,B=+batch;
const pool=new pg.Pool({connectionString:process.env.DATABASE_URL,max:C});
await pool.query(`create table if not exists inst(id bigint primary key,def text not null,state smallint not null,vars jsonb not null,started timestamptz not null default now(),ended timestamptz);
create table if not exists task(id bigint primary key,inst bigint not null,el text not null,state smallint not null,assignee text,created timestamptz not null default now(),done timestamptz);
create index if not exists task_open on task(assignee) where state=0;create index if not exists task_inst on task(inst);
create table if not exists hist(inst bigint not null,seq int not null,el text not null,ev text not null,at timestamptz not null default now(),data jsonb,primary key(inst,seq))`);
await pool.query('truncate inst,task,hist');
let seq=0;const vars=JSON.stringify({order:17,amount:123.45,customer:'ACME',lines:3});const nt=which==='par'?3:1;
// history written: start, each task created ... gateway, service, end  (8 rows for simple, 3*2+4=10 for par)
const H1=which==='par'?['start:e','fork:e','t1:c','t2:c','t3:c']:['start:e','start:l','approve:c'],HT=t=>which==='par'?[t+':d']:['approve:d','gw:yes','svc:d','end:e'],HE=['join:e','end:e'];
const names=which==='par'?['t1','t2','t3']:['approve'];
const hrows=(o,a)=>a.map((x,i)=>[o+i,...x.split(':')]);
const hvals=(id,rows)=>rows.map(r=>`(${id},${r[0]},'${r[1]}','${r[2]}')`).join(',');
async function stmts(id){const c=await pool.connect();try{
  await c.query('begin');await c.query({name:'i',text:'insert into inst(id,def,state,vars) values($1,$2,0,$3)',values:[id,which,vars]});
  for(let k=0;k<nt;k++)await c.query({name:'t',text:"insert into task(id,inst,el,state,assignee) values($1,$2,$3,0,'bob')",values:[id*4+k,id,names[k]]});
  for(const r of hrows(0,H1))await c.query({name:'h',text:'insert into hist(inst,seq,el,ev) values($1,$2,$3,$4)',values:[id,...r]});await c.query('commit');
  let o=H1.length;for(let k=0;k<nt;k++){const last=k===nt-1;await c.query('begin');await c.query({name:'l',text:'select state,vars from inst where id=$1 for update',values:[id]});
    await c.query({name:'u',text:'update task set state=1,done=now() where id=$1 and state=0',values:[id*4+k]});
    await c.query(last?{name:'e',text:'update inst set state=1,ended=now(),vars=vars||$2 where id=$1',values:[id,'{"approved":true}']}:{name:'f',text:'update inst set vars=vars||$2 where id=$1',values:[id,'{"approved":true}']});
    const hs=HT(names[k]).concat(which==='par'&&last?HE:[]);for(const r of hrows(o,hs))await c.query({name:'h',text:'insert into hist(inst,seq,el,ev) values($1,$2,$3,$4)',values:[id,...r]});o+=hs.length;await c.query('commit')}
 }finally{c.release()}}
async function pipe(id){const c=await pool.connect();try{
  await c.query(`begin;insert into inst(id,def,state,vars) values(${id},'${which}',0,'${vars}');insert into task(id,inst,el,state,assignee) values${names.map((n,k)=>`(${id*4+k},${id},'${n}',0,'bob')`).join(',')};insert into hist(inst,seq,el,ev) values${hvals(id,hrows(0,H1))};commit`);
  let o=H1.length;for(let k=0;k<nt;k++){const last=k===nt-1,hs=HT(names[k]).concat(which==='par'&&last?HE:[]);
   await c.query(`begin;select state,vars from inst where id=${id} for update;update task set state=1,done=now() where id=${id*4+k} and state=0;update inst set vars=vars||'{"approved":true}'${last?',state=1,ended=now()':''} where id=${id};insert into hist(inst,seq,el,ev) values${hvals(id,hrows(o,hs))};commit`);o+=hs.length}
 }finally{c.release()}}
const Q1={name:'q1',text:`with i as (insert into inst(id,def,state,vars) select x,$2,0,$3::jsonb from unnest($1::bigint[]) x),t as (insert into task(id,inst,el,state,assignee) select x*4+k-1,x,n,0,'bob' from unnest($1::bigint[]) x,unnest($4::text[]) with ordinality u(n,k))
 insert into hist(inst,seq,el,ev) select x,k-1,split_part(h,':',1),split_part(h,':',2) from unnest($1::bigint[]) x,unnest($5::text[]) with ordinality u(h,k)`};
const Q2={name:'q2',text:`with t as (update task set state=1,done=now() where id=any($1::bigint[]) and state=0 returning inst),i as (update inst set vars=vars||$2::jsonb,state=$3::smallint,ended=case when $3::smallint=1 then now() end where id in (select inst from t) returning id)
 insert into hist(inst,seq,el,ev) select x,$5+k-1,split_part(h,':',1),split_part(h,':',2) from i as s(x),unnest($4::text[]) with ordinality u(h,k)`};
async function set(ids){await pool.query({...Q1,values:[ids,which,vars,names,H1]});let o=H1.length;
  for(let k=0;k<nt;k++){const last=k===nt-1,hs=HT(names[k]).concat(which==='par'&&last?HE:[]);await pool.query({...Q2,values:[ids.map(i=>i*4+k),'{"approved":true}',last?1:0,hs,o]});o+=hs.length}}
const run={stmts:async()=>{await stmts(++seq);return 1},pipe:async()=>{await pipe(++seq);return 1},cte:async()=>{await set([++seq]);return 1},batch:async()=>{const ids=[];for(let i=0;i<B;i++)ids.push(++seq);await set(ids);return B}}[mode];
for(let i=0;i<10;i++)await run();
const wal=async()=>+(await pool.query('select pg_wal_lsn_diff(pg_current_wal_lsn(),$1) d',['0/0'])).rows[0].d;const w0=await wal();
let n=0;const t0=process.hrtime.bigint(),c0=process.cpuUsage(),end=Date.now()+sec*1000;
await Promise.all(Array.from({length:C},async()=>{while(Date.now()<end){const k=await run();n+=k}}));
const s=Number(process.hrtime.bigint()-t0)/1e9,c=process.cpuUsage(c0),w=await wal();
const chk=(await pool.query('select (select count(*) from inst where state=1) i,(select count(*) from task where state=1) t,(select count(*) from hist) h')).rows[0];
console.log(JSON.stringify({what:'limit',which,mode:mode==='batch'?'batch'+B:mode,conc:C,perSec:+(n/s).toFixed(0),nodeCpuMsPer:+((c.user+c.system)/1000/n).toFixed(3),walBytesPer:Math.round((w-w0)/n),ok:+chk.i===seq&&+chk.t===seq*nt,histPer:+(chk.h/seq).toFixed(1)}));
await pool.end();
