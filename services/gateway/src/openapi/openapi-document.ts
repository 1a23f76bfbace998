import type { Route } from '../api/route.ts';
import { headers } from './headers.ts';
import { operationOf, parameters, securitySchemes } from './operations.ts';
import { Schemas, type Schema } from './schemas.ts';
import { tagsOf } from './tags.ts';

const description = `Accounts, and their cancellation for good.

**Problems** are RFC 9457 documents. \`code\` is what programs go by; title and detail are for people, in the language of
\`Accept-Language\` (English or Chinese). Each code has a page at its \`type\`. Fields that are wrong are told all at once,
as \`errors\` with pointer, code and bounds.

**Answers** may get new fields at any time: ignore what you do not know. Requests take no field and no parameter that is
not described here.

**Retries**: whatever writes takes an \`Idempotency-Key\`; a retry with the same key and request is done once.

**Cookies** are \`__Host-\`, HttpOnly, Secure and SameSite=Strict. A program keeps those of the answers and sends them back.

Every path also answers HEAD where it answers GET, OPTIONS with \`Allow\`, and 405 with \`Allow\` to any other method.`;

/** OpenAPI 3.1 of the HTTP API, from the same table that serves it (API-3). */
export const openApiDocument = (routes: readonly Route[]): Schema => {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(schemas, route, routes) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lethe',
      version: 'v1',
      description,
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/', description: 'Where this document was read.' }],
    security: [],
    tags: tagsOf(routes),
    paths,
    components: { schemas: schemas.all, responses: schemas.answers, parameters, headers, securitySchemes },
  };
};
