// Runs before the first paint: puts the chosen theme and language on <html> so that nothing flashes.
;(() => {
  const read = key => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const dark = read('jw.theme') ?? 'system'
  const wantsDark = dark === 'dark' || (dark === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = wantsDark ? 'dark' : 'light'
  document.documentElement.lang = read('jw.locale') ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en')
})()
