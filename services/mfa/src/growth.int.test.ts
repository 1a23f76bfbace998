import { generateSync } from 'otplib';
import { askedBy, overOwnDatabase } from '../../../libs/service/src/testing/over-own-database.ts';
import { describeGrowth } from '../../../libs/testing/src/growth.suite.ts';
import { FactorController } from './checking/factor.controller.ts';
import { mfa } from './mfa.definition.ts';
import { accepted, accountId, at, now, secret, withFactor } from './testing/factors.given.ts';
import { factorsStream } from './factors.events.ts';

const open = async (signIns: number) => {
  const world = await overOwnDatabase(mfa, { at });
  const codes = Array.from({ length: signIns }, (_, index) => accepted(now - signIns + index));
  await world.seed([[factorsStream(accountId), ...withFactor, ...codes]]);
  await world.settled();
  const factor = world.get(FactorController);
  const own = () => askedBy({ accountId }, at);
  const requests = {
    'is a factor required': async () => () => factor.isRequired({ accountId }),
    'check a code': async () => {
      world.clock.advance({ seconds: 60 });
      const code = generateSync({ secret, epoch: Date.parse(world.clock.now()) / 1000 });
      return () => factor.check({ accountId, code, asker: 'device' }, own());
    },
    'check a wrong code': async () => {
      world.clock.advance({ days: 2 });
      return () => factor.check({ accountId, code: '000000', asker: 'device' }, own());
    },
    'read my factors': async () => () => factor.read({}, own()),
  };
  return { ...world, requests };
};

describeGrowth({ of: 'sign-ins with a second factor', open });
