import { cancellation } from '@lethe/cancellation';
import { gateway } from '@lethe/gateway';
import { identity } from '@lethe/identity';
import { mfa } from '@lethe/mfa';
import { notification } from '@lethe/notification';
import { session } from '@lethe/session';
import { ticketing } from '@lethe/ticketing';
import { workspaceOwnership } from '@lethe/workspace-ownership';

/** Every service; the gateway last, so that whoever comes in finds the others there. */
export const services = [
  identity,
  session,
  mfa,
  workspaceOwnership,
  ticketing,
  notification,
  cancellation,
  gateway,
] as const;
export type Service = (typeof services)[number];
