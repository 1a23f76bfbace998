import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stranger } from '../../../../e2e/src/story/cancel-account.story.ts';
import { register, signIn, staffMember, type Person, type World } from '../../../../e2e/src/story/person.ts';
import { startSystem } from '../../../../scripts/browser/system.mjs';

export type OwnSystem = Readonly<{
  world: World;
  somebody: () => Promise<Person>;
  administrator: () => Promise<Person>;
  stop: () => Promise<void>;
}>;

/** A system with settings that the shared one cannot have. It takes some seconds: one for each file at most. */
export const ownSystem = async (settings: Readonly<Record<string, string>>): Promise<OwnSystem> => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-test-own-'));
  const { url, environment, stop } = await startSystem(directory, settings);
  const world: World = { url, now: Date.now };
  const invite = async (email: string): Promise<string> => {
    const lethe = join(import.meta.dirname, '../../../../cli/dist/lethe.js');
    const { stdout } = await promisify(execFile)(process.execPath, [lethe, 'admin', 'invite', email], {
      env: { PATH: process.env['PATH'], ...environment },
    });
    return /#(\S+)/.exec(stdout)?.[1] ?? '';
  };
  return {
    world,
    somebody: async () => signIn(await register(world, stranger('ada'))),
    administrator: async () => {
      const who = stranger('grace');
      return staffMember(world, who, await invite(who.email));
    },
    stop: async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
