import type { Decision, RuleSetContent } from '@jingwei/engine/model'
import { Input } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DefinitionDocument } from '../../core/definitions-api.ts'
import styles from './rule-room.module.css'
import { compileForTrial, tryRules } from './try-rules.ts'

interface BenchProps {
  content: RuleSetContent
  definition: DefinitionDocument
  onHits(keys: readonly string[]): void
}

/** Type a set of inputs and see at once which row decides, and why the others don't. Runs the engine's own code in the browser. */
export function TestBench({ content, onHits }: BenchProps) {
  const { t } = useTranslation('studio')
  const [texts, setTexts] = useState<Record<string, string>>({})
  const ruleSet = useMemo(() => compileForTrial(content), [content])
  const asked = Object.values(texts).some(text => text.trim() !== '')
  const trial = useMemo(() => (asked ? tryRules(ruleSet, texts) : undefined), [asked, ruleSet, texts])
  const matched = trial && 'decision' in trial ? trial.decision.matched : NONE
  useEffect(() => onHits(matched.map(rule => rule.key)), [matched, onHits])
  const titleOf = (name: string) => content.inputs.properties[name]?.title ?? name
  return (
    <section className={styles.bench} aria-label={t('bench.title')}>
      <h2>{t('bench.title')}</h2>
      <div className={styles.inputs}>
        {Object.keys(content.inputs.properties).map(name => (
          <label key={name}>
            <span>{titleOf(name)}</span>
            <Input
              value={texts[name] ?? ''}
              onChange={event => setTexts(now => ({ ...now, [name]: event.target.value }))}
              inputMode="decimal"
            />
          </label>
        ))}
      </div>
      <div className={styles.result} aria-live="polite">
        {!trial && <p className={styles.quiet}>{t('bench.run')}</p>}
        {trial && 'fault' in trial && (
          <p className={styles.quiet}>
            {trial.fault === 'faulty'
              ? t('bench.faulty')
              : t('bench.badInput', { field: titleOf(trial.field), message: trial.message })}
          </p>
        )}
        {trial && 'decision' in trial && <Outcome decision={trial.decision} content={content} />}
      </div>
    </section>
  )
}

const NONE: Decision['matched'] = []

function Outcome({ decision, content }: { decision: Decision; content: RuleSetContent }) {
  const { t } = useTranslation('studio')
  const { outputs, matched, trace } = decision
  if (outputs === null) return <p>{t('bench.none')}</p>
  const shown = [outputs].flat()[0] ?? {}
  const title = (name: string) => content.inputs.properties[name]?.title ?? name
  return (
    <>
      <p>
        <strong>{matched.map(rule => rule.title).join('，')}</strong>
        {Object.entries(shown).map(([name, value]) => (
          <span key={name} className={styles.output}>
            {content.outputs.properties[name]?.title ?? name} {String(value ?? '–')}
          </span>
        ))}
      </p>
      <ul className={styles.trace} aria-label={t('bench.why')}>
        {trace
          .filter(rule => !rule.matched)
          .map(rule => (
            <li key={rule.rule}>
              {rule.title}:{' '}
              {rule.conditions
                .filter(each => !each.result)
                .map(
                  each =>
                    `${title(each.fact)} ${String(each.actual)} ${NOT[each.operator] ?? each.operator} ${String(each.expected)}`,
                )
                .join('，')}
            </li>
          ))}
      </ul>
    </>
  )
}

/** What a condition that does not hold says. */
const NOT: Record<string, string> = {
  lessThanInclusive: '>',
  lessThan: '≥',
  greaterThanInclusive: '<',
  greaterThan: '≤',
  equal: '≠',
  notEqual: '=',
  in: '∉',
  notIn: '∈',
}
