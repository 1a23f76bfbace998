import type { FastifyInstance } from 'fastify';
import type { Kit } from '@lethe/service';
import { problems, type ProblemCode } from '../api/problems.ts';
import { cookieNames } from '../api/route.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The id of the API's operation. */
    operation?: string;
  }
  interface FastifyRequest {
    /** Of a live session, once it was asked for. */
    accountId?: string;
  }
}

/** What an operator wants to know of, by what the client was told (A6, ID-9, ASVS 16.3). */
const events: Partial<Readonly<Record<ProblemCode, string>>> = {
  'code-wrong': 'code-wrong',
  'credentials-wrong': 'sign-in-failed',
  'cross-site': 'cross-site-refused',
  'second-factor-wrong': 'factor-wrong',
  'session-ended': 'session-token-dead',
};
const eventsByStatus: Readonly<Record<number, string>> = { 403: 'access-refused', 429: 'throttled' };

const eventOf = (code: ProblemCode): string | undefined => events[code] ?? eventsByStatus[problems[code].status];

/**
 * One line for whatever looks like an attack: what, at which operation, on whose live session. Never an address of a
 * person, a token or anything else that was sent.
 */
export const logSecurity = (fastify: FastifyInstance, logger: Kit['logger']): void => {
  fastify.addHook('onResponse', async (request, { problem: code }) => {
    const event = code === undefined ? undefined : eventOf(code);
    // No cookie, no token: whoever is simply not signed in tries nothing.
    if (event === undefined || (code === 'session-ended' && !hasSessionCookie(request.headers.cookie))) return;
    const { operation = 'none' } = request.routeOptions.config;
    const { accountId } = request;
    const whose = accountId === undefined ? {} : { accountId };
    logger.warn({ event, code, operation, correlationId: request.id, ...whose }, 'security');
  });
};

const hasSessionCookie = (cookies = ''): boolean => cookies.includes(`${cookieNames.session}=`);
