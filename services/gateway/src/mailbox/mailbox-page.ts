import type { Calls } from '@lethe/bus';
import { ReadMailbox, type OutputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../http/send-problem.ts';

type Mails = OutputOf<typeof ReadMailbox>['mails'];

/** Development only: the mails that were sent, as a page for people and as JSON for programs. */
export const serveMailbox = (fastify: FastifyInstance, calls: Calls): void => {
  fastify.get('/dev/mailbox', async (request, reply) => {
    const { address } = request.query as Readonly<Record<string, unknown>>;
    if (address !== undefined && typeof address !== 'string')
      return sendProblem(reply, 'invalid-input', {
        errors: [{ pointer: '/address', code: 'given-twice', params: {} }],
      });
    const answer = await calls.ask(ReadMailbox, address === undefined ? {} : { address });
    if (isRefusal(answer)) return sendProblem(reply, 'not-found');
    void reply.header('cache-control', 'no-store');
    return (request.headers.accept ?? '').includes('text/html')
      ? reply.type('text/html').send(pageOf(answer.mails))
      : { mails: answer.mails };
  });
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);

const pageOf = (mails: Mails): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mailbox</title>
<style>body{font:1rem/1.5 system-ui;max-width:45rem;margin:auto;padding:1rem}article{border-top:1px solid;padding:1rem 0}pre{white-space:pre-wrap;font:inherit}</style>
<h1>Mailbox</h1><p>What Lethe would have mailed. This page exists in development only.</p>
${mails
  .toReversed()
  .map(
    ({ to, subject, text, sentAt }) =>
      `<article><h2>${escaped(subject)}</h2><p>To ${escaped(to)}, <time>${sentAt}</time></p><pre>${escaped(text)}</pre></article>`,
  )
  .join('\n')}
</html>`;
