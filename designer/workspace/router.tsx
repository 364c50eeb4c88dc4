import { createBrowserRouter } from 'react-router'
import { HomeRedirect } from './home-redirect.tsx'
import { AppLayout } from './layout/app-layout.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { RouteError } from './route-error.tsx'

/** Every page is a chunk of its own; only the frame and the list, the first thing people open, come at once. */
export const router = createBrowserRouter([
  {
    path: '/password/:token',
    HydrateFallback: () => null,
    ErrorBoundary: RouteError,
    lazy: async () => ({ Component: (await import('./set-password-page.tsx')).default }),
  },
  {
    path: '/',
    Component: AppLayout,
    HydrateFallback: () => null,
    ErrorBoundary: RouteError,
    children: [
      { index: true, Component: HomeRedirect },
      {
        ErrorBoundary: RouteError,
        children: [
          {
            path: 'tasks/:taskId?',
            lazy: async () => ({ Component: (await import('./tasks/task-centre-page.tsx')).default }),
          },
          { path: 'pages/:page', lazy: async () => ({ Component: (await import('./list/list-page.tsx')).default }) },
          {
            path: 'records/:entity/new',
            lazy: async () => ({ Component: (await import('./form/form-page.tsx')).default }),
          },
          {
            path: 'records/:entity/:id',
            lazy: async () => ({ Component: (await import('./record/record-page.tsx')).default }),
          },
          {
            path: 'records/:entity/:id/edit',
            lazy: async () => ({ Component: (await import('./form/form-page.tsx')).default }),
          },
          { path: 'studio/*', lazy: async () => ({ Component: (await import('../studio/studio-page.tsx')).default }) },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
])
