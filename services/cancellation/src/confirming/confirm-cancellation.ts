import type { CallContext, Caller } from '@lethe/bus';
import {
  accountSubject,
  languages,
  ReadAgreements,
  ReadObjections,
  ReadOwnership,
  ReadSession,
  type ConfirmCancellation,
  type InputOf,
  type OutputOf,
  type RefusalOf,
} from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Command, type Unit } from '@lethe/journal';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';
import { cancellationStream, type CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import { requestCancellation, type GrantUsed } from '../cancellation/request-cancellation.ts';
import { statusLinkOf, statusTokenOf } from '../status/link.ts';
import { areCurrent, versionOf, type Agreed } from './agreements.ts';
import { blockersOf } from './blockers.ts';
import { earlierConfirmation } from './earlier-confirmation.ts';
import { readGrant, type Grant } from './grant.ts';

type ConfirmingKit = Pick<CancellationKit, 'journal' | 'calls' | 'sealing' | 'clock' | 'settings' | 'keyring'>;
type Refused = RefusalOf<typeof ConfirmCancellation>;
type Answer = OutputOf<typeof ConfirmCancellation> | Refused;

/** Never change: a grant that confirmed before would confirm again. */
const confirmNamespace = '5d7a4f8e-2f0c-4b35-9c1b-8a8f3c1d9e07';

/** CAN-5, CAN-6. Whoever holds the grant may repeat it: by then the session is dead. */
export const confirmCancellation = async (
  kit: ConfirmingKit,
  input: InputOf<typeof ConfirmCancellation>,
  { caller, command }: CallContext,
): Promise<Answer> => {
  const grant = await readGrant(kit, input.grant);
  if (grant === undefined || (caller.kind === 'person' && caller.accountId !== grant.accountId))
    return refuse('grant-invalid');
  const earlier = await answerBefore(kit, grant);
  if (earlier !== undefined) return earlier;
  if (!isFromItsSession(grant, caller)) return refuse('session-ended');
  const no = await objection(kit, grant, input.agreements);
  if (no !== undefined) return no;
  const refused = await kit.journal.handle<undefined, GrantUsed>(
    confirmationOf(grant, command),
    (unit) => request(kit, unit, grant, input.agreements),
    () => undefined,
  );
  if (refused !== undefined) return refused;
  return (await answerBefore(kit, grant)) ?? refuse('grant-invalid');
};

/** CAN-2: a grant is bound to its session. Whoever got hold of the grant alone, or has another session, confirms nothing. */
const isFromItsSession = ({ accountId, sessionId }: Grant, caller: Caller): boolean =>
  caller.kind === 'person' && caller.accountId === accountId && caller.sessionId === sessionId;

/** The account is the home of a confirmation, and its grant what makes a repeat the same command. */
const confirmationOf = ({ accountId, grantId }: Grant, command: Command): Command => ({
  ...command,
  id: idFrom(confirmNamespace, `${accountId}/${grantId}`),
  actor: accountId,
  subject: accountSubject(accountId),
  request: {},
});

const answerBefore = async (kit: ConfirmingKit, grant: Grant): Promise<Answer | undefined> => {
  const found = earlierConfirmation(await cancellationOf(kit, grant.accountId), grant, kit.clock());
  if (found === undefined || isRefusal(found)) return found;
  const { cancellationId, confirmedAt } = found;
  const statusToken = statusTokenOf(kit, cancellationId);
  return { cancellationId, confirmedAt, statusToken, statusUrl: statusLinkOf(kit, cancellationId) };
};

/** A first confirmation needs the live session, the current documents, and nothing that stands against it. */
const objection = async (
  { calls }: ConfirmingKit,
  { accountId, sessionId }: Grant,
  agreements: readonly Agreed[],
): Promise<Refused | undefined> => {
  const [session, documents, ownership, objections] = await Promise.all([
    calls.ask(ReadSession, { accountId, sessionId }),
    Promise.all(languages.map((language) => calls.ask(ReadAgreements, { language }))),
    calls.ask(ReadOwnership, { accountId }),
    calls.ask(ReadObjections, { accountId }),
  ]);
  if (!session.live) return refuse('session-ended');
  const current = documents.map((inLanguage) => inLanguage.agreements.map(versionOf));
  if (!areCurrent(agreements, current)) return refuse('agreements-changed', { current: [...(current[0] ?? [])] });
  const blockers = blockersOf(ownership, objections);
  return blockers.length > 0 ? refuse('cancellation-blocked', { blockers }) : undefined;
};

const request = async (
  { journal, clock, settings }: ConfirmingKit,
  unit: Unit<CancellationEvent>,
  { accountId, sessionId, grantId }: Grant,
  agreements: readonly Agreed[],
): Promise<GrantUsed | undefined> => {
  const stream = cancellationStream(accountId);
  const cancellationId = idFrom(confirmNamespace, `cancellation/${accountId}/${grantId}`);
  const asked = { accountId, cancellationId, sessionId, grantId, agreements };
  const decision = requestCancellation(
    { type: 'RequestCancellation', data: { ...asked, holdBackDays: settings.LETHE_HOLD_BACK_DAYS, at: clock() } },
    await unit.load(stream, cancellationSaga),
  );
  if (isRefusal(decision)) return decision;
  unit.record(stream, decision);
  if (decision.length > 0) unit.take(journal.lookUpOf('cancellation', cancellationId, accountId));
  return undefined;
};
