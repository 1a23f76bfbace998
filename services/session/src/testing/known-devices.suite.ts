import { describe, expect, it } from '@jest/globals';
import { databaseText } from '@lethe/testing';
import { CompleteSignIn, SignIn, VerifyAgain, type OutputOf, type RefusalOf } from '@lethe/contracts';
import type { amongNeighbours } from '../../../../libs/service/src/testing/among-neighbours.ts';
import { mostDevicesOfAccount } from '../devices/device-rows.ts';
import { code, email, neighbours, password } from './neighbours.ts';
import { accountId } from './sessions.given.ts';

type Given = Readonly<{
  running: () => Awaited<ReturnType<typeof amongNeighbours>>;
  personWith: (token: string) => Promise<string>;
}>;
type Answer = OutputOf<typeof SignIn> | RefusalOf<typeof SignIn> | RefusalOf<typeof CompleteSignIn>;

const device = { userAgent: 'Known/1.0' };
const network = 'n'.repeat(43);

/** Who identity and mfa are told that asks, on the service that the test file runs. */
export const knownDevices = (given: Given): void =>
  describe('A known device (ID-2a)', () => {
    const signIn = (deviceToken?: string, key: string = crypto.randomUUID()) => {
      const shown = deviceToken === undefined ? {} : { deviceToken };
      const input = { email, password, device, network, ...shown };
      return given.running().gateway.ask(SignIn, input, { browser: 'browser-1', key });
    };
    const complete = (pending: string, typed: string, deviceToken?: string) => {
      const shown = deviceToken === undefined ? {} : { deviceToken };
      const input = { pending, code: typed, device, ...shown };
      return given.running().gateway.ask(CompleteSignIn, input, { browser: 'browser-1', key: crypto.randomUUID() });
    };
    const keptOf = (answer: Answer): string => {
      if (!('device' in answer) || answer.device === undefined) throw new Error(JSON.stringify(answer));
      return answer.device.token;
    };
    const rows = async () =>
      (await given.running().pool.query<{ device: string }>('select device from known_devices')).rows;

    it('is known after a sign-in: identity is told of whom, mfa that it is; a made-up one is nobody’s', async () => {
      const kept = keptOf(await signIn());
      expect(neighbours.from.at(-1)).toEqual({ network });
      await signIn('x'.repeat(43));
      expect(neighbours.from.at(-1)).toEqual({ network });
      expect(keptOf(await signIn(kept))).toBe(kept);
      expect(neighbours.from.at(-1)).toEqual({
        network,
        device: { digest: expect.stringMatching(/^[\w-]{43}$/), accountIds: [accountId] },
      });
      expect(await databaseText(given.running().pool)).not.toContain(kept);
    });

    it('is the same one where the request is sent again, and no other request where the cookie came meanwhile', async () => {
      const first = await signIn(undefined, 'device-again');
      expect(await signIn(undefined, 'device-again')).toEqual(first);
      expect(await signIn(keptOf(first), 'device-again')).toEqual(first);
    });

    it('is not known by the password alone, where there is a second factor', async () => {
      neighbours.requiresFactor = true;
      await given.running().pool.query('delete from known_devices');
      const answer = await signIn();
      expect(answer).not.toHaveProperty('device');
      const pending = 'pending' in answer ? (answer.pending ?? '') : '';
      await complete(pending, '000000');
      expect([(await rows()).length, neighbours.askers]).toEqual([0, ['stranger']]);
      const kept = keptOf(await complete(pending, code));
      expect((await rows()).length).toBe(1);
      const again = await signIn(kept);
      await complete('pending' in again ? (again.pending ?? '') : '', '000000', kept);
      expect(neighbours.askers).toEqual(['stranger', 'stranger', 'device']);
    });

    it('does not matter in a live session, which is the one of the token', async () => {
      const answer = await signIn();
      const { token = '', sessionId } = answer as OutputOf<typeof SignIn>;
      neighbours.requiresFactor = true;
      const as = await given.personWith(token);
      await given.running().gateway.ask(VerifyAgain, { password, code }, { as });
      expect([neighbours.checkedIn.at(-1), neighbours.askers]).toEqual([sessionId, ['session']]);
    });

    it('is forgotten once it was not used for as long as the setting says, or others are newer', async () => {
      const kept = keptOf(await signIn());
      given.running().advance({ hours: 24 * 180 });
      await signIn(kept);
      expect(neighbours.from.at(-1)).toEqual({ network });
      const newest: string[] = [];
      for (let more = 0; more <= mostDevicesOfAccount; more += 1) {
        given.running().advance({ seconds: 1 });
        newest.push(keptOf(await signIn()));
      }
      await signIn(newest[0]);
      expect(neighbours.from.at(-1)).toEqual({ network });
      await signIn(newest.at(-1));
      expect(neighbours.from.at(-1)).toMatchObject({ device: { accountIds: [accountId] } });
    });
  });
