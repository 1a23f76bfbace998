import * as z from 'zod';
import { workspaceNameShown } from './account-fields.ts';
import { call, id, instant } from './call.ts';
import { mostOwnedTold } from './ownership-hold.ts';

/** A registered code with typed parameters and a remedy; no free text (CAN-3). */
export const blocker = z
  .strictObject({
    participant: z
      .string()
      .max(100)
      .meta({ description: 'Who objects.', examples: ['workspace-ownership'] }),
    code: z.enum(['owner-of-workspace', 'last-administrator']),
    workspaceId: id.nullable(),
    workspaceName: workspaceNameShown,
    onlyMember: z
      .boolean()
      .nullable()
      .meta({ description: 'Of a workspace: whether nobody else is in it, so that it can be closed.' }),
    remedies: z
      .array(z.enum(['transfer-ownership', 'close-workspace', 'appoint-administrator']))
      .max(3)
      .meta({ description: 'Each of them alone removes the blocker.' }),
  })
  .meta({ id: 'Blocker' });

/** With one of identity beside the workspaces. */
export const blockers = z
  .array(blocker)
  .max(mostOwnedTold + 1)
  .meta({ description: `Of workspaces at most ${String(mostOwnedTold)} at once.` });

/** How many of its workspaces and tickets the notice names; the counts are of all. */
export const mostNamed = 100;

/** CAN-4: what this account would lose, in its own figures. */
const notice = z
  .strictObject({
    workspacesLeft: z.int().min(0),
    workspaces: z
      .array(z.strictObject({ workspaceId: id, name: workspaceNameShown }))
      .max(mostNamed)
      .meta({ description: `Those it leaves, the newest first, at most ${String(mostNamed)} of them.` }),
    sessionsEnded: z.int().min(0),
    secondFactorRemoved: z.boolean(),
    ticketsClosed: z.int().min(0),
    tickets: z
      .array(z.strictObject({ ticketId: id, submittedAt: instant, closesAt: instant, dueBy: instant }))
      .max(mostNamed)
      .meta({ description: `Its unclosed tickets, the oldest first, at most ${String(mostNamed)} of them.` }),
    holdBackDays: z.int().min(0).max(30).meta({ description: '0: nobody can stop it once it is confirmed.' }),
    finalAt: instant.meta({ description: 'When it becomes final if it is confirmed now.' }),
    keyBackUpDays: z.int().min(0).meta({ description: 'For so long after the end a back-up may still hold a key.' }),
  })
  .meta({ id: 'CancellationNotice' });

/** CAN-3 and CAN-4: every blocker at once, and the notice with this account's own figures. */
export const ReadPreCheck = call({
  subject: 'lethe.rpc.cancellation.cancellation.pre-check',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    blockers,
    notice,
  }),
  refuses: {},
});
