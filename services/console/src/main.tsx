import './look/styles.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isProblem } from './api/problem.ts';
import { Branded } from './brand/branded.tsx';
import { makeRouter } from './router.tsx';
import { firstLanguage, LanguageProvider, showLanguage } from './texts/use-texts.tsx';

/** The policy of the page lets no style in that does not carry it; the gateway makes one for each answer. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
if (nonce !== undefined) setNonce(nonce);
showLanguage(firstLanguage());

/** Nothing came back, or a part was away: asking again may help. Everything else is an answer. */
const mayHelp = (tries: number, error: unknown): boolean =>
  tries < 2 && isProblem(error) && (error.status === 0 || error.status === 503);

const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayHelp, networkMode: 'always', staleTime: 5_000 } },
});

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Branded nonce={nonce}>
          <LanguageProvider>
            <RouterProvider router={makeRouter()} />
          </LanguageProvider>
        </Branded>
      </QueryClientProvider>
    </StrictMode>,
  );
