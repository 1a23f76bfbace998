// `npm run catalogue`: writes docs/catalogue from the contracts, the mails and the permissions.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { busCatalogue } from './docs/bus-catalogue.mjs';
import { eventCatalogue } from './docs/event-catalogue.mjs';
import { mailCatalogue } from './docs/mail-catalogue.mjs';

const folder = join(import.meta.dirname, '../docs/catalogue');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'bus.md'), busCatalogue());
writeFileSync(join(folder, 'events.md'), eventCatalogue());
writeFileSync(join(folder, 'mails.md'), mailCatalogue());
