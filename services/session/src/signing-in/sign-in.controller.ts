import { Answers, type CallContext } from '@lethe/bus';
import {
  CheckCredentials,
  RequiresFactor,
  SignIn,
  accountSubject,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { AccountGone, idFrom, type Command } from '@lethe/journal';
import { KeyDestroyed } from '@lethe/sealing';
import { CALLS, CLOCK, DATABASE, JOURNAL, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { onNewestRevisions } from '../floors/on-newest-revisions.ts';
import { loadSessions, recordSessions } from '../account-sessions.ts';
import type { SessionKit } from '../session-kit.ts';
import type { Sessions } from '../sessions.ts';
import { hashOf, tokenOf } from '../tokens.ts';
import { devices } from '../devices/known-devices.service.ts';
import { keepingDevice } from '../devices/keeping-device.ts';
import { awaitSecondFactor } from './await-second-factor.ts';
import { openSession } from './open-session.ts';
import { roomIn } from './room-in.ts';
import { signedIn } from './signed-in.ts';

@Controller()
export class SignInController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(CALLS) readonly calls: SessionKit['calls'],
    @Inject(SEALING) readonly sealing: SessionKit['sealing'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
  ) {}

  /** The password is checked at every delivery: knowing the key of somebody's sign-in gives nobody its token. */
  @Answers(SignIn)
  async signIn(input: InputOf<typeof SignIn>, { command }: CallContext) {
    const answer = await onNewestRevisions(() => this.#signIn(input, command));
    return keepingDevice(this, answer, { commandId: command.id, token: input.deviceToken });
  }

  async #signIn({ email, password, device, network, deviceToken }: InputOf<typeof SignIn>, command: Command) {
    const { calls } = this;
    const { correlationId } = command;
    const known = await devices(this).known(deviceToken);
    const from = {
      ...(network === undefined ? {} : { network }),
      ...(known === undefined ? {} : { device: known }),
    };
    const credentials = await calls.ask(CheckCredentials, { email, password, from }, { correlationId });
    if (isRefusal(credentials)) return credentials;
    const { accountId } = credentials;
    const factor = await calls.ask(RequiresFactor, { accountId }, { correlationId });
    try {
      return await this.#begin({ credentials, factor, ...device }, { ...command, subject: accountSubject(accountId) });
    } catch (error) {
      if (error instanceof AccountGone || error instanceof KeyDestroyed) return refuse('credentials-wrong');
      throw error;
    }
  }

  #begin(asked: Asked, command: Command) {
    const { journal, sealing, clock } = this;
    const { accountId } = asked.credentials;
    return journal.handle(
      command,
      async (unit) => {
        const at = clock();
        const sessions = await loadSessions(unit, accountId);
        const decision = asked.factor.required
          ? awaitSecondFactor(this.#pending(asked, command, at), sessions)
          : openSession(await this.#session(asked, command, sessions, at), sessions);
        if (isRefusal(decision)) return decision;
        await recordSessions(unit, accountId, decision);
        return undefined;
      },
      (events) => signedIn(sealing, command.id, events),
    );
  }

  #pending(asked: Asked, { id }: Command, at: string) {
    const { sealing } = this;
    const tokenHash = hashOf(sealing, 'pending-sign-in', tokenOf(sealing, 'pending-sign-in', id));
    return { type: 'AwaitSecondFactor', data: { ...known(asked), tokenHash, at } } as const;
  }

  async #session(asked: Asked, { id }: Command, sessions: Sessions, at: string) {
    const { sealing, settings, database } = this;
    const { userAgent } = asked;
    const tokenHash = hashOf(sealing, 'session-token', tokenOf(sealing, 'session-token', id));
    const sessionId = idFrom(id, 'session');
    const room = await roomIn({ settings, database }, asked.credentials.accountId, sessions);
    return { type: 'OpenSession', data: { ...known(asked), sessionId, tokenHash, userAgent, ...room, at } } as const;
  }
}

type Asked = Readonly<{
  credentials: OutputOf<typeof CheckCredentials>;
  factor: OutputOf<typeof RequiresFactor>;
  userAgent: string;
}>;

/** Without what is undefined: an event holds a role or no such field. */
const known = ({ credentials: { accountId, staffRole, verifiedAt, revision }, factor }: Asked) => ({
  accountId,
  verifiedAt,
  revisions: { identity: revision, mfa: factor.revision },
  ...(staffRole === undefined ? {} : { staffRole }),
});
