import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../trouble.mjs';

const root = join(import.meta.dirname, '../..');

/** Every event and version of it that this build can read: there is a golden sample of each. */
const ofThisBuild = () =>
  globSync('{libs,services}/*/src/golden-events.json', { cwd: root })
    .flatMap((file) => JSON.parse(readFileSync(join(root, file), 'utf8')))
    .map(({ type, version }) => `${type} v${version}`);

const fileIn = (data) => join(data, 'events.json');

const elsewhere = 'or start on other data, for example LETHE_DATA=.lethe-new npm start';

/** What builds that used this folder could write; nothing where none did, or none that noted it. */
const notedIn = (data) => {
  if (!existsSync(fileIn(data))) return [];
  try {
    const noted = JSON.parse(readFileSync(fileIn(data), 'utf8'));
    if (Array.isArray(noted)) return noted;
  } catch {
    // said below
  }
  throw new Trouble(
    `${fileIn(data)} cannot be read, so nobody knows whether this build can read the data beside it. Nothing was changed.`,
    `Put it back, ${elsewhere}`,
  );
};

/**
 * An event that a build does not know stops whoever reads it, so a folder of a newer build, or of another one, is
 * refused before anything in it is touched. One of an older build is migrated by the services.
 * @throws Trouble where that is so
 */
export const assertEventsKnown = (data) => {
  const known = new Set(ofThisBuild());
  const unknown = notedIn(data).filter((event) => !known.has(event));
  if (unknown.length === 0) return;
  const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : '';
  throw new Trouble(
    `A newer build, or another one, used ${data}: this one cannot read ${unknown.slice(0, 3).join(', ')}${more}. Nothing was changed.`,
    `Go on with that build, ${elsewhere}`,
  );
};

/** Notes what this build may write from now on, beside what others noted. */
export const noteEvents = (data) => {
  const draft = `${fileIn(data)}.draft`;
  const events = new Set([...notedIn(data), ...ofThisBuild()]);
  writeFileSync(draft, `${JSON.stringify([...events].toSorted(), undefined, 1)}\n`, { mode: 0o600 });
  renameSync(draft, fileIn(data));
};
