/** bpmn-js' own English texts that can be seen in this room. English needs no entry: the text is the word. */
const CHINESE: Readonly<Record<string, string>> = {
  'Activate hand tool': '移动画布',
  'Activate lasso tool': '框选',
  'Activate create/remove space tool': '增减间距',
  'Activate global connect tool': '连线',
  'Add text annotation': '添加注释',
  'Change element': '更改类型',
  'Connect to other element': '连线到其他节点',
  'Connect using association': '用关联线连接',
  Delete: '删除',
  'Search in diagram': '在流程图中查找',
  'Find in diagram': '在流程图中查找',
  'No matching entries found.': '没有匹配的内容',
  Search: '查找',
  Results: '结果',
  'Start event': '开始',
  'End event': '结束',
  'Terminate end event': '立即终止流程',
  'User task': '审批或办理',
  'Service task': '动作',
  'Send task': '通知',
  'Business rule task': '规则',
  'Script task': '计算',
  'Exclusive gateway': '条件分支',
  'Parallel gateway': '并行分支',
  'Timer boundary event': '到时中断任务',
  'Timer boundary event (non-interrupting)': '到时提醒，任务继续',
  'Timer intermediate catch event': '等待',
  'Sequence flow': '普通连线',
  'Default flow': '默认分支',
  'Toggle non-interrupting': '切换是否中断任务',
  'Open {element}': '打开 {element}',
}

type Translate = (text: string, values?: Record<string, string>) => string

/** bpmn-js' `translate` service for a language that may change at any time. */
export const diagramWords =
  (language: () => string): Translate =>
  (text, values = {}) => {
    const words = language() === 'zh-CN' ? (CHINESE[text] ?? text) : text
    return words.replace(/{(\w+)}/g, (whole, key: string) => values[key] ?? whole)
  }
