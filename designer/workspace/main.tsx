import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { initialLocale } from '../shell/i18n/locale.ts'
import { loadTexts } from '../shell/i18n/texts.ts'
import { queryClient } from '../shell/query-client.ts'
import { sessionQuery } from '../shell/session/session-query.ts'
import '../shell/theme/base.css'
import { ThemeProvider } from '../shell/theme/theme-provider.tsx'
import { router } from './router.tsx'

// The session is asked for while the texts are still loading.
void queryClient.prefetchQuery(sessionQuery)
await loadTexts(initialLocale())

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
)
