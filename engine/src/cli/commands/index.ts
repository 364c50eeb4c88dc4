import type { Command } from '../command.ts'
import { auditVerify, type AuditVerifyParts } from './audit-verify.ts'
import { check } from './check.ts'
import { dataPurge, dataRemoved, type DataParts } from './data.ts'
import { diff, type DiffParts } from './diff.ts'
import { fmt, type FmtParts } from './fmt.ts'
import { importCommand, type ImportParts } from './import.ts'
import { packBuild, type PackBuildParts } from './pack-build.ts'
import { packExport, type PackExportParts } from './pack-export.ts'
import { packImport } from './pack-import.ts'
import { packInspect, type PackInspectParts } from './pack-inspect.ts'
import { packInstall, packUpgrade } from './pack-install.ts'
import { packKeygen, type PackKeygenParts } from './pack-keygen.ts'
import type { PackPlanParts } from './pack-plan-options.ts'
import { packUninstall } from './pack-uninstall.ts'
import { publish, type PublishParts } from './publish.ts'
import { push, type PushParts } from './push.ts'
import { rename, type RenameParts } from './rename.ts'
import { replay, type ReplayParts } from './replay.ts'
import { restore, type RestoreParts } from './restore.ts'
import { rollback, type RollBackParts } from './rollback.ts'
import { simulate, type SimulateParts } from './simulate.ts'
import { start, type StartParts } from './start.ts'
import { test, type TestParts } from './test.ts'
import { tokenCreate, tokenList, tokenRevoke, type TokenParts } from './token.ts'

type PackParts = PackBuildParts & PackInspectParts & PackKeygenParts & PackPlanParts & PackExportParts

/** All that the commands need of the engine. */
export type CliParts = TestParts &
  FmtParts &
  DiffParts &
  ImportParts &
  RenameParts &
  PublishParts &
  RestoreParts &
  RollBackParts &
  SimulateParts &
  ReplayParts &
  PushParts &
  TokenParts &
  PackParts &
  AuditVerifyParts &
  DataParts &
  StartParts

/** Every command, in the order of the help. */
export const commands: readonly Command<CliParts>[] = [
  start,
  check,
  test,
  simulate,
  replay,
  fmt,
  diff,
  importCommand,
  rename,
  publish,
  restore,
  rollback,
  packBuild,
  packInspect,
  packInstall,
  packUpgrade,
  packUninstall,
  packExport,
  packImport,
  packKeygen,
  push,
  tokenCreate,
  tokenList,
  tokenRevoke,
  dataRemoved,
  dataPurge,
  auditVerify,
]
