import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Route } from '../api/route.ts';
import { acceptedLanguage } from '../http/accepted-language.ts';
import { sendProblem } from '../http/send-problem.ts';
import { allCodes, factsOf, isProblemCode } from './problem-facts.ts';
import { look, lookPath, problemPage, problemsPage } from './problem-page.ts';

/** Nothing but our own sheet of style: no script, nothing inline, no other host. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What `type` of a problem leads to (RFC 9457, 3.1.1): a page for people, JSON for who asks for it. */
export const serveProblems = (fastify: FastifyInstance, routes: readonly Route[]): void => {
  fastify.get('/problems', (request, reply) => {
    const language = acceptedLanguage(request);
    const problems = allCodes.map((code) => factsOf(code, routes, language));
    return answer(reply, { problems }, problemsPage(language));
  });
  fastify.get(lookPath, (_request, reply) => reply.type('text/css').send(look));
  fastify.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const { code } = request.params;
    const language = acceptedLanguage(request);
    if (!isProblemCode(code)) return sendProblem(reply, 'not-found');
    const facts = factsOf(code, routes, language);
    return answer(reply, facts, problemPage(facts, language));
  });
};

const answer = (reply: FastifyReply, facts: object, page: string): FastifyReply => {
  void reply.headers({ 'content-language': acceptedLanguage(reply.request), vary: 'accept, accept-language' });
  return wantsJson(reply.request)
    ? reply.send(facts)
    : reply.header('content-security-policy', policy).type('text/html').send(page);
};

const wantsJson = ({ headers }: FastifyRequest): boolean =>
  new Negotiator({ headers }).mediaType(['text/html', 'application/json']) === 'application/json';
