// `npm run catalogue`: writes docs/catalogue/events.md from the contracts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventCatalogue } from './docs/event-catalogue.mjs';

const file = join(import.meta.dirname, '../docs/catalogue/events.md');
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, eventCatalogue());
