import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Where a nats-server lets in whoever comes, and why. */
const open = {
  'libs/bus/src/testing/own-nats.ts': 'starts it',
  'libs/bus/src/testing/nats-cluster.ts': 'is about a cluster that loses its servers',
  'libs/service/src/bus-identities.int.test.ts': 'is about what a production does there',
  'libs/service/src/testing/servers-with-tls.ts': 'is about the line, with accounts and without',
};

const startsOpen = (text) => /\bownNats\(|\bstartNats\(\{(?![^}]*accounts)|'-js'/.test(text);

describe('Who tests on a bus that lets in whoever comes (EVT-5)', () => {
  it('is about just that: all others enter as themselves, by their contracts', () => {
    const files = globSync('{libs,services,cli,e2e,scripts}/**/*.{ts,mjs}', {
      cwd: root,
      exclude: (name) => name === 'node_modules' || name === 'dist',
    });
    const found = files.filter((file) => startsOpen(readFileSync(join(root, file), 'utf8')));
    expect(found.filter((file) => !file.startsWith('scripts/open-buses')).toSorted()).toEqual(
      Object.keys(open).toSorted(),
    );
  });
});
