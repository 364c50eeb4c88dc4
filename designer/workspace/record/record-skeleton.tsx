import { Skeleton } from 'antd'
import styles from './record-view.module.css'

export function RecordSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <div className={styles.body}>
        <div className={styles.main}>
          <Skeleton active title={{ width: 320 }} paragraph={{ rows: 10 }} />
        </div>
        <aside className={styles.side}>
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        </aside>
      </div>
    </div>
  )
}
