import type { FastifyReply } from 'fastify';
import { cookieNames, type Answer, type CookieName } from '../api/route.ts';

/** `__Host-`: this host alone, over HTTPS (or localhost), for every path (SES-6, RFC 6265bis). */
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

export const setCookies = (reply: FastifyReply, cookies: NonNullable<Answer['cookies']>): void => {
  for (const [name, cookie] of Object.entries(cookies)) {
    const named = cookieNames[name as CookieName];
    if (cookie === null) void reply.clearCookie(named, attributes);
    else if (cookie !== undefined)
      void reply.setCookie(named, cookie.value, { ...attributes, expires: new Date(cookie.expiresAt) });
  }
};

/** A browser's own id, before anybody signs in: what makes its repeated requests the same command. */
export const setBrowser = (reply: FastifyReply, browser: string): void => {
  void reply.setCookie(cookieNames.browser, browser, { ...attributes, maxAge: 86_400 });
};
