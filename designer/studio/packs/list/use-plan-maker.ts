import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiError } from '../../../shell/api/problem.ts'
import { usePackProblem } from '../pack-problem.ts'
import { packsApi, type PackPlan, type PackSummary } from '../packs-api.ts'
import { planKey } from '../plan/use-plan.ts'

/** Makes plans and goes to them; what is refused is said in a dialog. */
export function usePlanMaker() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { refuse, askOlder } = useAnswers()
  const [busy, setBusy] = useState(false)

  async function make(ask: () => Promise<PackPlan>, refused: (error: unknown) => void): Promise<void> {
    setBusy(true)
    try {
      const plan = await ask()
      client.setQueryData(planKey(plan.id), plan)
      await navigate(`/studio/packs/plans/${plan.id}`)
    } catch (error) {
      refused(error)
    } finally {
      setBusy(false)
    }
  }

  const fromFile = (file: File): void =>
    void make(
      () => planOf(file),
      error => (isOlder(error) ? askOlder(error, () => void make(() => planOf(file, true), refuse)) : refuse(error)),
    )
  const uninstall = (pack: PackSummary): void => void make(() => packsApi.planUninstall(pack.name), refuse)
  return { busy, fromFile, uninstall }
}

function useAnswers() {
  const { t } = useTranslation('packs')
  const { modal } = App.useApp()
  const problem = usePackProblem()
  return {
    refuse: (error: unknown): void =>
      void modal.error({ title: t('refused.title'), content: problem(error), okText: t('refused.close') }),
    /** A version that is no newer is refused at first; whoever wants it says so. */
    askOlder: ({ problem: { pack, installed, offered } }: ApiError, onOk: () => void): void =>
      void modal.confirm({
        title: t('older.title'),
        content: t('older.text', { pack: String(pack), installed: String(installed), offered: String(offered) }),
        okText: t('older.ok'),
        cancelText: t('older.cancel'),
        onOk,
      }),
  }
}

const isOlder = (error: unknown): error is ApiError => error instanceof ApiError && error.code === 'pack_plan.not_newer'

/** The file says which pack it is: what is installed already is upgraded. Exported local changes are an archive. */
async function planOf(file: File, allowOlder = false): Promise<PackPlan> {
  if (/\.zip$/i.test(file.name)) return packsApi.plan(file, { action: 'import' })
  try {
    return await packsApi.plan(file, { action: 'install' })
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'pack_plan.installed') throw error
    return packsApi.plan(file, { action: 'upgrade', allowOlder })
  }
}
