import { expect, test } from 'vitest'
import { hashPassword, verifyPassword, WeakPassword } from './password.ts'

test('the right password opens, a wrong one and an unknown account do not', async () => {
  const hash = await hashPassword('correct horse 经纬')

  expect(await verifyPassword('correct horse 经纬', hash)).toBe(true)
  expect(await verifyPassword('correct horse 经维', hash)).toBe(false)
  expect(await verifyPassword('correct horse 经纬', null)).toBe(false)
})

test('equal passwords have different hashes', async () => {
  expect(await hashPassword('1234567890')).not.toBe(await hashPassword('1234567890'))
})

test('a short password is refused', async () => {
  await expect(hashPassword('123456789')).rejects.toThrow(WeakPassword)
})
