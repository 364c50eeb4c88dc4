// Baseline of `npm run bench -- flow`: the simple process of flow-limit.mjs (mode pipe, the same statements) behind two bare fastify routes.
// DATABASE_URL: a database in which flow-limit.mjs has made the tables. node flow-limit-http.mjs PORT
import Fastify from 'fastify';import pg from 'pg';
const pool=new pg.Pool({connectionString:process.env.DATABASE_URL,max:16});const app=Fastify({logger:false});
await pool.query('truncate inst,task,hist');let seq=0;
const hvals=(id,o,a)=>a.map((x,i)=>`(${id},${o+i},'${x.split(':')[0]}','${x.split(':')[1]}')`).join(',');
app.post('/start',async(q,r)=>{const id=++seq,vars=JSON.stringify(q.body.variables).replaceAll("'","''");
  await pool.query(`begin;insert into inst(id,def,state,vars) values(${id},'simple',0,'${vars}');insert into task(id,inst,el,state,assignee) values(${id*4},${id},'approve',0,'bob');insert into hist(inst,seq,el,ev) values${hvals(id,0,['start:e','start:l','approve:c'])};commit`);return{id}});
app.post('/complete/:id',async(q,r)=>{const id=+q.params.id;if(!Number.isInteger(id))return r.code(400).send();
  await pool.query(`begin;select state,vars from inst where id=${id} for update;update task set state=1,done=now() where id=${id*4} and state=0;update inst set vars=vars||'{"approved":true}',state=1,ended=now() where id=${id};insert into hist(inst,seq,el,ev) values${hvals(id,3,['approve:d','gw:yes','svc:d','end:e'])};commit`);return{id}});
await app.listen({port:+(process.argv[2]||8057),host:'127.0.0.1'});
