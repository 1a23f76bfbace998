import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the command line finds its system: the environment, else the note that `lethe run all` left beside its data. */
export const environmentHere = (): Readonly<Record<string, string | undefined>> => {
  if (process.env['LETHE_POSTGRES_URL'] !== undefined) return process.env;
  const note = join(process.env['LETHE_DATA'] ?? '.lethe', 'environment.json');
  if (!existsSync(note)) return process.env;
  return { ...(JSON.parse(readFileSync(note, 'utf8')) as Record<string, string>), ...process.env };
};
