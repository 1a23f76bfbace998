import { verifyCertificate, type PublicKeys } from '@lethe/certificate';
import { eventually } from '@lethe/testing';
import { Browser, expectStatus } from '../story/browser.ts';
import type { Leaver } from '../story/cancel-account.story.ts';
import { statusOf, type Confirmed } from '../story/cancelling.ts';
import { mailsTo } from '../story/mailbox.ts';
import type { Person } from '../story/person.ts';
import { keysOf } from './subject-keys.ts';
import type { System } from './system.ts';

type Line = Readonly<{ what: string; participant: string | null; at: string }>;

/** What a cancellation leaves, without ids and instants; what ran in parallel may have come in any order. */
export type End = Readonly<{
  state: string;
  timeline: readonly string[];
  /** What the certificate says, and which of its checks do not hold. */
  certificate: Readonly<{ cleared: readonly string[]; agreements: number; fails: readonly string[] }>;
  /** Keys that still exist. */
  keys: readonly string[];
  /** Subjects of all mails that the person got. */
  mails: readonly string[];
}>;

/** Notification accepts first where the last mail is still on its way, which is a matter of milliseconds. */
const byChance = 'ParticipantAccepted notification';

const certified = async ({ world }: System, confirmed: Confirmed): Promise<End['certificate']> => {
  const { certificate } = await statusOf(world, confirmed);
  const keys = await new Browser(world.url).get<PublicKeys>('/.well-known/jwks.json');
  const { checks, statement } = await verifyCertificate(certificate ?? '', expectStatus(keys, 200));
  return {
    cleared: (statement?.participants ?? [])
      .map(({ participant, categories }) => `${participant} ${JSON.stringify(categories)}`)
      .toSorted(),
    agreements: statement?.agreements?.length ?? 0,
    fails: checks.filter(({ holds }) => !holds).map(({ check }) => check),
  };
};

type Told = Readonly<{ state: string; timeline: readonly Line[] }>;

/** Once it is in the ledger that it is completed, which is the last that happens. */
const toldOf = (staff: Person, accountId: string): Promise<Told> =>
  eventually(
    async () => {
      const told = expectStatus(await staff.browser.get<Told>(`/v1/staff/cancellations/${accountId}`), 200);
      if (!told.timeline.some(({ what }) => what === 'CompletionEnteredInLedger'))
        throw new Error('The ledger does not have yet that it is completed.');
      return told;
    },
    { withinMs: 30_000 },
  );

/** As staff, the person's link, the person's inbox and the databases tell it. */
export const endOf = async (system: System, staff: Person, { person }: Leaver, confirmed: Confirmed): Promise<End> => {
  const { state, timeline } = await toldOf(staff, person.accountId);
  return {
    state,
    timeline: timeline
      .map(({ what, participant }) => `${what} ${participant ?? ''}`)
      .filter((line) => line !== byChance)
      .toSorted(),
    certificate: await certified(system, confirmed),
    keys: await keysOf(system.postgresUrl, person.accountId),
    mails: (await mailsTo(staff.browser, person.email)).map(({ subject }) => subject).toSorted(),
  };
};
