import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPackFolder } from '../../engine/src/host/read-pack-folder.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { buildPackFile } from '../../engine/src/metadata/pack-file/pack-file.ts'

const FOLDER = fileURLToPath(new URL('../../tests/packs/upgrade', import.meta.url))
const EDITS = [
  ['workshop/entity/part', '"title": "库存"', '"title": "库存", "maximum": 9999'],
  ['workshop/entity/repair_order', '"maxLength": 80', '"maxLength": 100'],
  ['workshop/form/repair_order_edit', '写明现象和出现时间。', '写明现象，附照片编号。'],
  ['workshop/rule-set/order_gate', '"value": "1000"', '"value": "1500"'],
]

/** What an engine must allow for `planUpgrade`. */
export const UPGRADE_SETTINGS = { allowUnsigned: ['workshop'] }

/**
 * Installs a small pack, edits it and plans its upgrade, so that conflicts are open. Resolves to the id of the plan.
 * Throws with the problem document when the engine refuses.
 */
export async function planUpgrade(address, password) {
  const send = await signedIn(address, password)
  const installed = await send('POST', '/api/pack-plans', await packFile('1.0'))
  await send('POST', `/api/pack-plans/${installed.id}/apply`, {})
  for (const [id, before, after] of EDITS) {
    const { text, hash } = await send('GET', `/api/definitions/${id}`)
    await send('POST', '/api/publications', { changes: [{ id, text: text.replace(before, after), baseHash: hash }] })
  }
  const { id, conflicts } = await send('POST', '/api/pack-plans?action=upgrade', await packFile('1.1'))
  await send('PUT', `/api/pack-plans/${id}/choices`, { choices: { [conflicts[0].key]: 'ours' } })
  return id
}

async function packFile(version) {
  const { bytes } = await buildPackFile(await readPackFolder(path.join(FOLDER, version)), kinds)
  return Buffer.from(bytes)
}

async function signedIn(address, password) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password }),
  })
  const { csrfToken } = await answer.json()
  const cookie = answer.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
  return async (method, pathname, body) => {
    const file = Buffer.isBuffer(body)
    const headers = { cookie, 'x-csrf-token': csrfToken }
    if (body !== undefined) headers['content-type'] = file ? 'application/octet-stream' : 'application/json'
    const request = { method, headers, ...(body !== undefined && { body: file ? body : JSON.stringify(body) }) }
    const response = await fetch(address + pathname, request)
    if (!response.ok) throw new Error(`${method} ${pathname}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}
