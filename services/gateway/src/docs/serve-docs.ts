import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** Of all that the viewer brings along, what it needs. */
const needed = new Set(['/swagger-ui-bundle.js', '/swagger-ui.css']);

/**
 * No script but ours and the viewer's, from this host alone. Styles stay on this host too: the viewer sets what it
 * reckons through the DOM, which needs no `unsafe-inline`; its sheet has its pictures as `data:`.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Lethe API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="stylesheet" href="/docs/look.css">
</head><body><div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>
`;

/** `validatorUrl`: the viewer would ask another host what it thinks of the document. */
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;

/** Long names of schemas and paths must not push a phone's page aside. */
const look = `body{margin:0}
.swagger-ui .opblock-summary-path,.swagger-ui code,.swagger-ui td{overflow-wrap:anywhere;word-break:break-word}
@media (max-width:600px){.swagger-ui .wrapper{padding:0 .5rem}.swagger-ui .opblock-summary{flex-wrap:wrap}
.swagger-ui :is(table,tbody,tr,td){display:block;width:100%;box-sizing:border-box}.swagger-ui thead{display:none}}
`;

/** The API's document for people, with nothing from another host (API-3). */
export const serveDocs = async (fastify: FastifyInstance): Promise<void> => {
  await fastify.register(files, {
    root: viewer,
    prefix: '/docs/',
    index: false,
    decorateReply: false,
    allowedPath: (path) => needed.has(path),
  });
  fastify.get('/docs', (_request, reply) =>
    reply.header('content-security-policy', policy).type('text/html').send(page),
  );
  fastify.get('/docs/start.js', (_request, reply) => reply.type('text/javascript').send(start));
  fastify.get('/docs/look.css', (_request, reply) => reply.type('text/css').send(look));
};
