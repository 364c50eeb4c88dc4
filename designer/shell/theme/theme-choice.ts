import { create } from 'zustand'

export const THEME_CHOICES = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]

interface ThemeState {
  choice: ThemeChoice
  /** What the choice comes to now; `system` follows the operating system while the page is open. */
  dark: boolean
  choose: (choice: ThemeChoice) => void
}

const KEY = 'jw.theme'
const systemDark = matchMedia('(prefers-color-scheme: dark)')

export const useThemeChoice = create<ThemeState>()(set => {
  const stored = readChoice()
  systemDark.addEventListener('change', () => set(state => ({ dark: isDark(state.choice) })))
  return {
    choice: stored,
    dark: isDark(stored),
    choose: choice => {
      localStorage.setItem(KEY, choice)
      set({ choice, dark: isDark(choice) })
    },
  }
})

function readChoice(): ThemeChoice {
  const stored = localStorage.getItem(KEY)
  return THEME_CHOICES.find(choice => choice === stored) ?? 'system'
}

function isDark(choice: ThemeChoice): boolean {
  return choice === 'dark' || (choice === 'system' && systemDark.matches)
}
