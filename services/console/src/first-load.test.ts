import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

type Chunk = Readonly<{ file: string; imports?: readonly string[] }>;
type Manifest = Readonly<Record<string, Chunk>>;

const built = join(import.meta.dirname, '../dist');
const manifestFile = join(built, '.vite/manifest.json');
const most = 200_000;

const withImports = (manifest: Manifest, name: string, seen: Set<string>): Set<string> => {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) withImports(manifest, imported, seen);
  return seen;
};

/** A page that anybody may open has no frame around it; its route says so. */
const isUnframed = (page: string): boolean =>
  readFileSync(join(import.meta.dirname, '..', dirname(page), 'route.ts'), 'utf8').includes("around: 'none'");

/** Pages that somebody may open first. */
const opened = (manifest: Manifest): readonly string[] =>
  Object.keys(manifest).filter((name) => name.endsWith('.page.tsx'));

describe('The first load', () => {
  const manifest: Manifest = existsSync(manifestFile)
    ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest)
    : {};

  it('was built: `node scripts/console/build-now.mjs`', () => {
    expect(Object.keys(manifest)).toContain('index.html');
  });

  it.each(opened(manifest))('of %s is under 200 kB of compressed script', (page) => {
    const files = new Set<string>();
    const framed = isUnframed(page) ? [] : ['src/frame/frame.tsx'];
    for (const part of ['index.html', ...framed, page]) withImports(manifest, part, files);
    const bytes = [...files].map((file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length);
    const sum = bytes.reduce((total, size) => total + size, 0);
    process.stdout.write(`first load of ${page}: ${String(Math.round(sum / 1000))} kB\n`);
    expect(sum).toBeLessThan(most);
  });
});
