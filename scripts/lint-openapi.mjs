// `npm run openapi:lint`: docs/openapi.json, or the file named, by Redocly's recommended rules. No error, no warning.
import { join } from 'node:path';
import { createConfig, lint } from '@redocly/openapi-core';

const ref = process.argv[2] ?? join(import.meta.dirname, '../docs/openapi.json');
const found = await lint({ ref, config: await createConfig({ extends: ['recommended'] }) });
for (const { severity, ruleId, message, location } of found)
  console.error(`${severity} ${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
console.log(`${ref}: ${found.length} findings.`);
process.exit(found.length === 0 ? 0 : 1);
