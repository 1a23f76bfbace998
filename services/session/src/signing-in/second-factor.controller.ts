import { Answers, type CallContext } from '@lethe/bus';
import { CheckFactor, CompleteSignIn, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { AccountGone, CommandReused, idFrom, type Command, type Unit } from '@lethe/journal';
import { KeyDestroyed } from '@lethe/sealing';
import { CALLS, CLOCK, DATABASE, JOURNAL, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { loadSessions, recordSessions } from '../account-sessions.ts';
import type { SessionKit } from '../session-kit.ts';
import type { SessionsEvent } from '../sessions.events.ts';
import { hashOf, tokenOf } from '../tokens.ts';
import { keepingDevice } from '../devices/keeping-device.ts';
import { devices } from '../devices/known-devices.service.ts';
import { awaiting, completeSignIn } from './complete-sign-in.ts';
import { roomIn } from './room-in.ts';
import { signedIn } from './signed-in.ts';

type Input = InputOf<typeof CompleteSignIn>;

@Controller()
export class SecondFactorController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(CALLS) readonly calls: SessionKit['calls'],
    @Inject(SEALING) readonly sealing: SessionKit['sealing'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
  ) {}

  @Answers(CompleteSignIn)
  async complete(input: Input, { command }: CallContext) {
    const { journal, sealing } = this;
    const pendingHash = hashOf(sealing, 'pending-sign-in', input.pending);
    try {
      const answer = await journal.handle(
        command,
        (unit) => this.#complete(unit, { ...input, pendingHash }, command),
        (events) => {
          const own = events.some(({ type, data }) => type === 'SessionOpened' && data.pendingHash === pendingHash);
          if (!own) throw new CommandReused(command.id);
          return signedIn(sealing, command.id, events);
        },
      );
      return await keepingDevice(this, answer, { commandId: command.id, token: input.deviceToken });
    } catch (error) {
      if (error instanceof AccountGone || error instanceof KeyDestroyed) return refuse('pending-expired');
      throw error;
    }
  }

  /** Mfa is asked under this command's id: a repeat gets its first answer, and no code is spent twice. */
  async #complete(unit: Unit<SessionsEvent>, asked: Input & Readonly<{ pendingHash: string }>, command: Command) {
    const { calls, clock, database, journal, sealing, settings } = this;
    const { pending: token, pendingHash, code, device, deviceToken } = asked;
    const at = clock();
    const [accountId] = await journal.lookUp('pending-sign-in', token);
    if (accountId === undefined) return refuse('pending-expired');
    const sessions = await loadSessions(unit, accountId);
    if (awaiting(sessions, pendingHash, at) === undefined) return refuse('pending-expired');
    const { id, correlationId } = command;
    const known = await devices(this).known(deviceToken);
    const asker = known?.accountIds.includes(accountId) === true ? 'device' : 'stranger';
    const factor = await calls.ask(CheckFactor, { accountId, code, asker }, { key: id, correlationId });
    if (isRefusal(factor)) return factor.refused === 'no-factor' ? refuse('pending-expired') : factor;
    const tokenHash = hashOf(sealing, 'session-token', tokenOf(sealing, 'session-token', id));
    const given = { method: factor.method, factorRevision: factor.revision };
    const own = { accountId, pendingHash, sessionId: idFrom(id, 'session'), tokenHash, ...given };
    const room = await roomIn({ settings, database }, accountId, sessions);
    const decision = completeSignIn({ type: 'CompleteSignIn', data: { ...own, ...device, ...room, at } }, sessions);
    if (isRefusal(decision)) return decision;
    await recordSessions(unit, accountId, decision);
    return undefined;
  }
}
