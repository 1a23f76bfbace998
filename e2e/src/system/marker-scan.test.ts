import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filesHolding, tablesHolding } from './marker-scan.ts';

const marker = 'ada "countess" ü+1?>~@example.org';
const inFull = (encoding: BufferEncoding) => Buffer.from(`before ${marker} behind`).toString(encoding);

describe('The search for a mark of a person (E1)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-marks-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['as it is', inFull('utf8')],
    ['JSON', JSON.stringify({ email: marker })],
    ['URL', `https://example.org/?q=${encodeURIComponent(marker)}&l=en`],
    ['hex', inFull('hex')],
    ['base64', inFull('base64')],
    ['base64, one byte later', Buffer.from(`.before ${marker} behind`).toString('base64')],
    ['base64url, two bytes later', Buffer.from(`..before ${marker} behind`).toString('base64url')],
    ['UTF-16', Buffer.from(`before ${marker} behind`, 'utf16le')],
  ])('finds it as %s, and nobody else', (_, content) => {
    const file = join(folder, 'file');
    writeFileSync(file, Buffer.concat([Buffer.from([0, 255]), Buffer.from(content)]));
    expect(filesHolding(folder, [marker])).toEqual([file]);
    expect(filesHolding(folder, ['bob@example.org'])).toEqual([]);
  });

  it('names the tables that hold it', () => {
    const rows = [
      { table: 'one', value: { text: 'nothing' } },
      { table: 'other', value: { bytes: `\\x${inFull('hex')}` } },
    ];
    expect(tablesHolding(rows, [marker])).toEqual(['other']);
  });
});
