import type { Command } from '../command.ts'
import { auditVerify, type AuditVerifyParts } from './audit-verify.ts'
import { check } from './check.ts'
import { fmt, type FmtParts } from './fmt.ts'
import { publish, type PublishParts } from './publish.ts'
import { start, type StartParts } from './start.ts'
import { test, type TestParts } from './test.ts'

/** All that the commands need of the engine. */
export type CliParts = TestParts & FmtParts & PublishParts & AuditVerifyParts & StartParts

/** Every command, in the order of the help. */
export const commands: readonly Command<CliParts>[] = [start, check, test, fmt, publish, auditVerify]
