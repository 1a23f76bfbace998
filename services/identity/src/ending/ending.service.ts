import { isBefore, type Fold } from '@lethe/deciding';
import { idFrom, type Command } from '@lethe/journal';
import type { DueHandler } from '@lethe/saga';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { endRegistration } from '../registration/end-registration.ts';
import { registrationFold, registrationSubject } from '../registration/registration.ts';
import { expireInvitation } from '../staff/invitation.decider.ts';
import { invitationFold, invitationSubject } from '../staff/invitation.ts';
import { endKinds } from './ends.view.ts';
import { registrationStream } from '../registration/registration.events.ts';
import { invitationStream } from '../staff/invitation.events.ts';

/** By the clock, once. Without a subject: its key is about to go. */
const commandOf = (id: string, type: string): Command => ({
  id: idFrom(id, type),
  type,
  actor: 'clock',
  correlationId: id,
  subject: undefined,
  request: {},
});

type Ended<State, Event extends IdentityEvent> = Readonly<{
  kind: string;
  fold: Fold<State, Event>;
  streamOf: (id: string) => string;
  subjectOf: (id: string) => string;
  end: (state: State, at: string) => readonly Event[];
}>;

/** The fact first, then the key. Killed between the two, the row is still there and the key goes at the next try. */
const endingOf =
  <State extends Readonly<{ status: string; expiresAt?: string }>, Event extends IdentityEvent>(
    { journal, sealing, clock }: IdentityKit,
    { kind, fold, streamOf, subjectOf, end }: Ended<State, Event>,
  ): DueHandler =>
  async (id) => {
    const { expiresAt } = await journal.state(streamOf(id), fold);
    if (expiresAt !== undefined && isBefore(clock(), expiresAt)) return { again: expiresAt };
    await journal.handle(
      commandOf(id, kind),
      async (unit) => {
        const ended = end(await unit.load(streamOf(id), fold), clock());
        unit.record(streamOf(id), ended);
        if (ended.length > 0) unit.releaseAll(id);
      },
      () => undefined,
    );
    await sealing.destroy(subjectOf(id), clock());
    return 'done';
  };

export const endings = (kit: IdentityKit): Readonly<Record<string, DueHandler>> => ({
  [endKinds.registration]: endingOf(kit, {
    kind: endKinds.registration,
    fold: registrationFold,
    streamOf: registrationStream,
    subjectOf: registrationSubject,
    end: (registration, at) => endRegistration({ type: 'EndRegistration', data: { at } }, registration),
  }),
  [endKinds.invitation]: endingOf(kit, {
    kind: endKinds.invitation,
    fold: invitationFold,
    streamOf: invitationStream,
    subjectOf: invitationSubject,
    end: (invitation, at) => expireInvitation({ type: 'ExpireInvitation', data: { at } }, invitation),
  }),
});
