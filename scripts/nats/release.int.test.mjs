import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { archiveOfThisMachine, downloadRelease, version } from './release.mjs';

const name = `nats-server-${version}-${archiveOfThisMachine()}`;
const program = '#!/bin/sh\necho nats-server: v2.14.5\n';

/** As the project publishes it: one folder, named like the archive, with the program in it. */
const fakeArchive = (work) => {
  const folder = name.replace('.tar.gz', '');
  mkdirSync(join(work, folder));
  writeFileSync(join(work, folder, 'nats-server'), program, { mode: 0o755 });
  spawnSync('tar', ['-czf', name, folder], { cwd: work });
  return readFileSync(join(work, name));
};

const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const pinning = (digest) => ({ [archiveOfThisMachine()]: digest });

describe('Downloading the release of nats-server (RUN-1)', () => {
  let work, archive, server, from, target;

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'lethe-release-'));
    archive = fakeArchive(work);
    const answers = new Map([
      [`/${version}/${name}`, archive],
      [`/cut-off/${version}/${name}`, archive.subarray(0, archive.length / 2)],
    ]);
    server = createServer(({ url }, response) => {
      const answer = answers.get(url);
      response.writeHead(answer === undefined ? 404 : 200).end(answer);
    });
    await new Promise((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    from = `http://127.0.0.1:${server.address().port}`;
  });

  beforeEach(() => {
    target = join(mkdtempSync(join(work, 'cache-')), 'bin/nats-server');
  });

  afterAll(() => {
    server.close();
    rmSync(work, { recursive: true });
  });

  const download = (digest, base = from) => downloadRelease(target, { from: base, pinned: pinning(digest) });

  it('unpacks the archive whose digest is pinned, and leaves nothing beside it', async () => {
    await download(digestOf(archive));
    expect(spawnSync(target, { encoding: 'utf8' }).stdout).toBe('nats-server: v2.14.5\n');
    expect(readdirSync(join(target, '..'))).toEqual(['nats-server']);
  });

  it.each([
    ['of another archive', digestOf('another')],
    ['that is cut off', digestOf('another').slice(0, 40)],
    ['that is the beginning of the right one', (bytes) => digestOf(bytes).slice(0, 40)],
  ])('unpacks nothing against a digest %s', async (_, digest) => {
    const pinned = typeof digest === 'string' ? digest : digest(archive);
    await expect(download(pinned)).rejects.toThrow(`is ${digestOf(archive)}, not ${pinned}: it was not unpacked`);
    expect(existsSync(target)).toBe(false);
  });

  it('unpacks nothing of an archive that is cut off', async () => {
    await expect(download(digestOf(archive), `${from}/cut-off`)).rejects.toThrow('it was not unpacked');
    expect(existsSync(target)).toBe(false);
  });

  it('says what the server answered when there is no such archive', async () => {
    await expect(download(digestOf(archive), `${from}/missing`)).rejects.toThrow('answered 404');
  });

  it('says why when nobody answers', async () => {
    await expect(download(digestOf(archive), 'http://127.0.0.1:1')).rejects.toThrow('could not be downloaded');
  });

  it('pins an archive for each platform that Lethe starts on', async () => {
    const source = readFileSync(join(import.meta.dirname, 'release.mjs'), 'utf8');
    const pinned = [...source.matchAll(/'([a-z0-9.-]+)': '[0-9a-f]{64}'/g)].map(([, archiveName]) => archiveName);
    expect(pinned).toEqual([
      'linux-amd64.tar.gz',
      'linux-arm64.tar.gz',
      'darwin-amd64.tar.gz',
      'darwin-arm64.tar.gz',
      'windows-amd64.zip',
    ]);
  });
});
