import { readFileSync } from 'node:fs';
import { createClient } from '@hey-api/openapi-ts';

/** Writes the client of the document into the folder, which holds nothing else. */
export const writeClient = async (document, folder) => {
  await createClient({
    input: JSON.parse(readFileSync(document, 'utf8')),
    output: { path: folder, clean: true, importFileExtension: '.ts' },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent', file: false },
  });
};
