import { defineKind } from '../../metadata/kind.ts'
import { compileDashboard } from './compile.ts'
import type { DashboardContent } from './content.ts'
import type { DashboardModel } from './dashboard-model.ts'
import schema from './schema.json' with { type: 'json' }

export const dashboardKind = defineKind<DashboardContent, DashboardModel>({
  name: 'dashboard',
  folder: 'dashboards',
  suffix: '.dashboard.json',
  schema,
  compile: compileDashboard,
})
