import type { Calls } from '@lethe/bus';
import { ReadMailbox, type OutputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../http/send-problem.ts';

type Mails = OutputOf<typeof ReadMailbox>['mails'];

/**
 * Stricter than elsewhere but for one thing: mails bring their styles with them, and a frame made of `srcdoc` is held to
 * the policy of its page.
 */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
      ? reply.header('content-security-policy', policy).type('text/html').send(pageOf(answer.mails))
      : { mails: answer.mails };
  });
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);

/** Links open beside the mailbox; nothing else may leave the frame, and nothing runs in it. */
const frame = (subject: string, html: string): string =>
  `<iframe title="${escaped(subject)}" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(html.replace('<head>', '<head><base target="_blank">'))}"></iframe>`;

const articleOf = ({ to, subject, text, html, sentAt }: Mails[number]): string => `<article>
<h2>${escaped(subject)}</h2><p>To ${escaped(to)}, <time datetime="${sentAt}">${sentAt}</time></p>
${html === undefined ? '' : frame(subject, html)}
<details${html === undefined ? ' open' : ''}><summary>Text</summary><pre>${escaped(text)}</pre></details>
</article>`;

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui;max-width:45rem;margin:auto;padding:1rem}
h2{font-size:1.1rem;margin:0}
article{border-top:1px solid;padding:1rem 0}
iframe{box-sizing:border-box;width:100%;height:32rem;resize:vertical;overflow:auto;border:1px solid #8888}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}`;

const pageOf = (mails: Mails): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mailbox</title>
<style>${style}</style>
<h1>Mailbox</h1><p>What Lethe would have mailed. This page exists in development only.</p>
${mails.length === 0 ? '<p>No mail was sent yet.</p>' : mails.toReversed().map(articleOf).join('\n')}
</html>`;
