import '@mantine/core/styles.css'
import './app/style.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/client.ts'
import { router } from './app/router.tsx'
import { theme } from './app/theme.ts'
import { LanguageProvider } from './language/language.tsx'

const RETRIES = 2
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only silence is asked again.
      retry: (count, error) => count < RETRIES && !(error instanceof ApiError && error.status > 0),
    },
  },
})

const place = document.getElementById('root')
if (place !== null)
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme="light">
        <QueryClientProvider client={queries}>
          <LanguageProvider>
            <RouterProvider router={router} />
          </LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
