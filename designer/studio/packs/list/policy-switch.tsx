import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePackProblem } from '../pack-problem.ts'
import { packsApi, type PackSummary, type ReviewPolicy } from '../packs-api.ts'
import styles from '../packs.module.css'

/** Whether changes of a pack need a second person. Switches at once; what the server refuses is switched back. */
export function PolicySwitch({ pack }: { pack: PackSummary }) {
  const { t } = useTranslation('packs')
  const { message } = App.useApp()
  const client = useQueryClient()
  const problem = usePackProblem()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (review: ReviewPolicy) => packsApi.setPolicy(pack.name, review),
    onError: error => void message.error(problem(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['packs'] }),
  })
  const on = (isPending ? variables : pack.policy.review) === 'four_eyes'
  const words = t(on ? 'reviewOn' : 'reviewOff')
  if (!pack.permissions.publish) return words
  return (
    <span className={styles.switch}>
      <Switch
        size="small"
        checked={on}
        aria-label={t('reviewLabel', { title: pack.title })}
        onChange={checked => mutate(checked ? 'four_eyes' : 'off')}
      />
      <span aria-hidden>{words}</span>
    </span>
  )
}
