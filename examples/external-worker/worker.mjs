// A worker for external tasks: fetches them under their topic, does the work, tells the result. Needs nothing but Node.
//
//   JINGWEI_URL=http://127.0.0.1:3000 JINGWEI_TOKEN=jw_… node worker.mjs

const url = process.env.JINGWEI_URL ?? 'http://127.0.0.1:3000'
const token = process.env.JINGWEI_TOKEN
const worker = `parcels-${process.pid}`
const LOCK_MS = 20_000

/** An outcome that the flow knows: it is caught by an error event with this code, and no failure. */
class FlowError extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}

/** One function per topic. It may be called twice for the same task: `id` is equal then, hand it to whoever must do the work once. */
const work = {
  async parcel_label({ id, variables: { order, address } }) {
    if (!address) throw new FlowError('no_address', `Order ${order} has no address.`)
    return { label: `${order} → ${address} (${id.slice(-4)})` }
  },
}

async function ask(path, body) {
  const response = await fetch(`${url}/api/external-tasks/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ worker, ...body }),
  })
  const answer = response.status === 204 ? null : await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.detail), { status: response.status })
  return answer
}

async function doTask(task) {
  // Work that takes long keeps its lock; without this another worker would take the task over.
  const keep = setInterval(() => ask(`${task.id}/extend`, { lockMs: LOCK_MS }).catch(() => {}), LOCK_MS / 3)
  try {
    await ask(`${task.id}/complete`, { variables: await work[task.topic](task) })
    process.stdout.write(`${task.topic} ${task.id} done\n`)
  } catch (error) {
    await report(task, error)
  } finally {
    clearInterval(keep)
  }
}

async function report(task, error) {
  // 404, 409: the run went on without us, or somebody else has the task. Nothing is left to do.
  if (error.status === 404 || error.status === 409) return
  const { message, stack } = error
  if (error instanceof FlowError) await ask(`${task.id}/bpmn-error`, { code: error.code, message })
  else await ask(`${task.id}/fail`, { message, details: stack, retryInMs: 10_000 })
}

let stopping = false
process.on('SIGTERM', () => (stopping = true))
process.on('SIGINT', () => (stopping = true))

const topics = Object.keys(work).map(topic => ({ topic, lockMs: LOCK_MS }))
while (!stopping) {
  try {
    const { items } = await ask('fetch-and-lock', { topics, max: 10, waitMs: 5_000 })
    await Promise.all(items.map(doTask))
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    await new Promise(resolve => setTimeout(resolve, 1_000))
  }
}
