import type { GlobalToken } from 'antd'

/** Names that our own style sheets may use, and the token behind each. Anything else is a colour of nobody's. */
const VARIABLES = {
  '--jw-text': 'colorText',
  '--jw-text-2': 'colorTextSecondary',
  '--jw-text-3': 'colorTextTertiary',
  '--jw-text-4': 'colorTextQuaternary',
  '--jw-bg': 'colorBgContainer',
  '--jw-bg-layout': 'colorBgLayout',
  '--jw-bg-float': 'colorBgElevated',
  '--jw-bg-hover': 'colorFillTertiary',
  '--jw-bg-quiet': 'colorFillQuaternary',
  '--jw-border': 'colorBorderSecondary',
  '--jw-border-strong': 'colorBorder',
  '--jw-brand': 'colorPrimary',
  '--jw-brand-bg': 'colorPrimaryBg',
  '--jw-link': 'colorLink',
  '--jw-success': 'colorSuccess',
  '--jw-warning': 'colorWarning',
  '--jw-error': 'colorError',
  '--jw-error-bg': 'colorErrorBg',
  '--jw-warning-bg': 'colorWarningBg',
  '--jw-shadow': 'boxShadowSecondary',
  '--jw-font': 'fontFamily',
} as const satisfies Record<`--jw-${string}`, keyof GlobalToken>

/** Puts the tokens on the root element, where style sheets and lazily loaded canvases (bpmn-js) can use them. */
export function writeCssVariables(token: GlobalToken, root: HTMLElement): void {
  for (const [variable, name] of Object.entries(VARIABLES)) root.style.setProperty(variable, String(token[name]))
}
