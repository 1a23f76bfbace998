import type { Call } from '@lethe/contracts';
import { accountRoutes } from './account.routes.ts';
import { cancellationRoutes } from './cancellation.routes.ts';
import { passwordResetRoutes } from './password-reset.routes.ts';
import type { Route } from './route.ts';
import { signInRoutes } from './sign-in.routes.ts';
import { staffCancellationRoutes } from './staff-cancellations.routes.ts';
import { staffTicketRoutes } from './staff-tickets.routes.ts';
import { staffMemberRoutes } from './staff-members.routes.ts';
import { ticketRoutes } from './ticket.routes.ts';
import { workspaceRoutes } from './workspace.routes.ts';

const all = [
  ...signInRoutes,
  ...passwordResetRoutes,
  ...accountRoutes,
  ...cancellationRoutes,
  ...workspaceRoutes,
  ...ticketRoutes,
  ...staffMemberRoutes,
  ...staffCancellationRoutes,
  ...staffTicketRoutes,
];

type ReasonOf<C> = C extends Call ? keyof C['refuses'] & string : never;

/** Every "no" that some route may answer with. One without a problem of its own does not compile. */
export type Reason = ReasonOf<(typeof all)[number]['call']>;

/** The HTTP API, line by line: routing, validation, problems, OpenAPI and the permission tests all come from it. */
export const routes: readonly Route[] = all as readonly unknown[] as readonly Route[];
