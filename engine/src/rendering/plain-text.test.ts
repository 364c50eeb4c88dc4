import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test('a document reads as lines, its rows as cells parted by a blank', () => {
  const html =
    '<h1>购销<b>合同</b></h1><p>甲方:\n 北京<br>乙方</p><table><tr><td>品名</td><td><p>接骨板</p></td></tr></table>'

  expect(plainText(html)).toBe('购销合同\n甲方: 北京\n乙方\n品名 接骨板')
})
