import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gatherOwnFiles, ownFile } from './own-folder.ts';

describe('What a build before kept in one folder for all', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'lethe-folder-'));
    for (const folder of ['keys', 'secrets']) mkdirSync(join(data, folder));
    for (const file of ['keys/mfa.jwk', 'keys/mfa.nkey', 'secrets/mfa', 'keys/identity.jwk'])
      writeFileSync(join(data, file), file);
  });
  afterEach(() => rmSync(data, { recursive: true }));

  it('is gathered in a folder for each, once', () => {
    gatherOwnFiles(data, 'mfa');
    gatherOwnFiles(data, 'mfa');
    const kept = (['signing', 'bus', 'password'] as const).map((file) =>
      readFileSync(ownFile(data, 'mfa', file), 'utf8'),
    );
    expect(kept).toEqual(['keys/mfa.jwk', 'keys/mfa.nkey', 'secrets/mfa']);
    expect(readdirSync(join(data, 'keys')).toSorted()).toEqual(['identity.jwk', 'mfa']);
    expect(readdirSync(join(data, 'secrets'))).toEqual([]);
  });

  it('goes where it was left between its new and its old place, and is never taken for newer than what is there', () => {
    mkdirSync(join(data, 'keys/mfa'));
    writeFileSync(ownFile(data, 'mfa', 'bus'), 'of now');
    gatherOwnFiles(data, 'mfa');
    expect(readFileSync(ownFile(data, 'mfa', 'bus'), 'utf8')).toBe('of now');
    expect(existsSync(join(data, 'keys/mfa.nkey'))).toBe(false);
  });
});
