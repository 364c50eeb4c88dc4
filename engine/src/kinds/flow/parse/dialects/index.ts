import type { Dialect } from '../../content.ts'
import { camunda7 } from './camunda7.ts'
import { camunda8 } from './camunda8.ts'
import type { DialectReader } from './dialect.ts'
import { flowable } from './flowable.ts'
import { jingwei } from './jingwei.ts'

export const DIALECT_READERS: Readonly<Record<Dialect, DialectReader>> = { jingwei, camunda7, camunda8, flowable }
