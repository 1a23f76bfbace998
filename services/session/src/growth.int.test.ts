import { CheckCredentials, CheckOwnPassword, RequiresFactor, type Call } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { askedBy, overOwnDatabase } from '../../../libs/service/src/testing/over-own-database.ts';
import { describeGrowth } from '../../../libs/testing/src/growth.suite.ts';
import { CheckSessionController } from './checking/check-session.controller.ts';
import { EndingController } from './ending/ending.controller.ts';
import { MySessionsController } from './lifetime/my-sessions.controller.ts';
import { session } from './session.definition.ts';
import { sessionsStream, type SessionsEvent } from './sessions.events.ts';
import { SignInController } from './signing-in/sign-in.controller.ts';
import { accountId, at, openedBy } from './testing/sessions.given.ts';
import { VerifyAgainController } from './verifying/verify-again.controller.ts';

const vouched = { accountId, verifiedAt: at, revision: 0 };
const answers: Readonly<Record<string, object>> = {
  [CheckCredentials.subject]: vouched,
  [CheckOwnPassword.subject]: vouched,
  [RequiresFactor.subject]: { required: false, revision: 0 },
};

/** A sign-in of before, and its end. */
const past = (index: number): readonly SessionsEvent[] => {
  const sessionId = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const tokenHash = String(index).padStart(43, '0');
  const ended = { accountId, sessionId, because: 'signed-out', endedAt: at } as const;
  return [openedBy({ sessionId, tokenHash }), { type: 'SessionEnded', data: ended }];
};

const open = async (signIns: number) => {
  const answering = ({ subject }: Call) => answers[subject] ?? {};
  const world = await overOwnDatabase(session, { at, answering, settings: { LETHE_SESSIONS_AT_MOST: 8 } });
  await world.seed([[sessionsStream(accountId), ...Array.from({ length: signIns }, (_, index) => past(index)).flat()]]);
  await world.settled();
  const own = () => askedBy({ accountId }, at);
  const signIn = async () => {
    const input = { email: 'ada@example.test', password: 'x', device: { userAgent: 'Firefox on Linux' } };
    const answer = await world.get(SignInController).signIn(input, own());
    if (isRefusal(answer) || answer.token === undefined || answer.sessionId === undefined) throw new Error('Refused.');
    return { token: answer.token, sessionId: answer.sessionId };
  };
  for (let live = 0; live < 8; live += 1) await signIn();
  const signedIn = async () => {
    const opened = await signIn();
    await world.settled();
    return { ...opened, by: askedBy({ accountId, sessionId: opened.sessionId }, at) };
  };
  const requests = {
    check: async () => {
      const { token } = await signedIn();
      return () => world.get(CheckSessionController).check({ token, background: false });
    },
    'sign in': async () => signIn,
    'list my sessions': async () => {
      const { by } = await signedIn();
      return () => world.get(MySessionsController).list({}, by);
    },
    'read my session': async () => {
      const { by } = await signedIn();
      return () => world.get(MySessionsController).read({}, by);
    },
    'verify again': async () => {
      const { by } = await signedIn();
      return () => world.get(VerifyAgainController).verify({ password: 'x' }, by);
    },
    'sign out': async () => {
      const { by } = await signedIn();
      return () => world.get(EndingController).signOut({}, by);
    },
  };
  return { ...world, requests };
};

describeGrowth({ of: 'sign-ins', open });
