// `npm run openapi`: writes docs/openapi.json and, from it, the console's client. With folders named, into those.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentText } from './docs/openapi-text.mjs';
import { writeClient } from './docs/typescript-client.mjs';

const root = join(import.meta.dirname, '..');
const [document = join(root, 'docs/openapi.json'), client = join(root, 'services/console/src/api/generated')] =
  process.argv.slice(2);

writeFileSync(document, documentText());
await writeClient(document, client);
