import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call } from '@lethe/contracts';
import { fixedClock, quiet } from '@lethe/testing';
import { Controller, Module, type Type } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import * as z from 'zod';
import type { Keyring } from '../proof/keyring.ts';
import { keyringsFor } from '../testing/keyrings.ts';
import { closedNats, type ClosedNats } from '../testing/closed-nats.ts';
import { contractsWith } from '../testing/planned.ts';
import { Answers } from './answers.ts';
import { NatsCalls } from './nats-calls.ts';
import { serveCalls } from './serve-calls.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const Inspect = call({
  subject: 'lethe.rpc.identity.account.inspect',
  callers: ['service:mfa', 'operator'],
  input: z.strictObject({ accountId: z.uuid() }),
  output: z.strictObject({ by: z.string() }),
  refuses: {},
});

const Wait = call({ ...Inspect, subject: 'lethe.rpc.mfa.factor.wait' });

const clock = fixedClock('2026-11-24T08:00:00Z');
let nats: ClosedNats;
let mfaRing: Keyring;
beforeAll(async () => {
  nats = await closedNats(contractsWith([Wait]));
  mfaRing = (await keyringsFor(['mfa'], clock.now)).mfa;
});
afterAll(() => nats.stop());

describe('A service (assurance G7)', () => {
  const serve = (what: Readonly<{ controllers?: readonly Type[]; imports?: readonly Type[] }>, keyring = mfaRing) =>
    serveCalls({ ...what, service: 'mfa', nats: nats.at('mfa'), keyring, clock: clock.now, log: quiet });
  const start = (controller: Type, keyring = mfaRing) => serve({ controllers: [controller] }, keyring);

  it('does not start with a handler that declares no permission', async () => {
    class Undeclared {
      @MessagePattern('lethe.rpc.mfa.factor.list')
      list() {
        return [];
      }
    }
    await expect(start(Undeclared)).rejects.toThrow('Undeclared.list declares no permission');
  });

  it("does not start with a handler of another service's call", async () => {
    class Foreign {
      @Answers(Inspect)
      async inspect() {
        return { by: 'me' };
      }
    }
    await expect(start(Foreign)).rejects.toThrow('which is not a call of mfa');
  });

  it('does not start with a call that nobody may make', async () => {
    const Nobody = { ...Inspect, subject: 'lethe.rpc.mfa.factor.inspect', callers: [] as never } as const;
    class Closed {
      @Answers(Nobody)
      async inspect() {
        return { by: 'me' };
      }
    }
    await expect(start(Closed)).rejects.toThrow('nobody may call lethe.rpc.mfa.factor.inspect');
  });

  it('does not start with a call that needs what none of its callers can prove', async () => {
    const Machines = call({
      ...Inspect,
      subject: 'lethe.rpc.mfa.factor.inspect',
      callers: ['service:gateway', 'operator'],
      needs: { fresh: true },
    });
    class Unprovable {
      @Answers(Machines)
      async inspect() {
        return { by: 'me' };
      }
    }
    await expect(start(Unprovable)).rejects.toThrow('needs what only a person proves');
  });

  it('does not start with such a handler in a module far down', async () => {
    class Undeclared {
      @MessagePattern('lethe.rpc.mfa.factor.list')
      list() {
        return [];
      }
    }
    @Module({ controllers: [Undeclared] })
    class Far {}
    @Module({ imports: [Far] })
    class Near {}
    await expect(serve({ imports: [Near] })).rejects.toThrow('Undeclared.list declares no permission');
  });

  it('does not start with a call that lets unknown fields pass', async () => {
    const Loose = { ...Inspect, subject: 'lethe.rpc.mfa.factor.inspect', input: z.object({ a: z.string() }) } as const;
    class Careless {
      @Answers(Loose)
      async inspect() {
        return { by: 'me' };
      }
    }
    await expect(start(Careless)).rejects.toThrow('lets unknown fields pass');
  });

  @Controller()
  class Slow {
    @Answers(Wait)
    async wait() {
      await pause(200);
      return { by: 'the last' };
    }
  }
  const slowToVerify: Pick<Keyring, 'verify'> = {
    verify: async (...asked) => {
      await pause(200);
      return mfaRing.verify(...asked);
    },
  };

  it.each([
    ['answers what runs', {}],
    ['answers what its guard still looks at', slowToVerify],
  ])('%s before it ends', async (_what, keyring) => {
    const slow = await start(Slow, { ...mfaRing, ...keyring });
    const mfa = new NatsCalls({ nats: nats.at('mfa'), keyring: mfaRing, clock: clock.now, log: quiet });
    await mfa.connect();
    const answer = mfa.ask(Wait, { accountId });
    await pause(50);
    await slow.close();
    expect(await answer).toEqual({ by: 'the last' });
    await expect(mfa.ask(Wait, { accountId })).rejects.toMatchObject({ name: 'Unavailable' });
    await mfa.close();
  });
});
