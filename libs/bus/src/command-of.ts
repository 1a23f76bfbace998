import { accountSubject, withoutSecrets, type Call } from '@lethe/contracts';
import type { Json } from '@lethe/event-store';
import type { Command } from '@lethe/journal';
import { v5 } from 'uuid';
import { actorOf, type Caller } from './calls/caller.ts';

/** Never change: a repeated request would be taken for a new one. */
const clientNamespace = '4f0c6a52-5a0b-4d5c-9d1e-0f6a8f0b7c11';
const consumerNamespace = 'b7d9a0e4-3c77-4b0e-8a43-6f2f7c5a9d22';

const accountIn = (input: unknown): string | undefined =>
  typeof input === 'object' && input !== null && 'accountId' in input && typeof input.accountId === 'string'
    ? input.accountId
    : undefined;

type Asked = Readonly<{
  call: Call;
  input: unknown;
  caller: Caller;
  key: string;
  /** Believed from the gateway only; tells people apart who are not signed in, and is stored nowhere. */
  browser: string | undefined;
  correlationId: string;
}>;

/** The command a call asks for. The same actor, call and key are the same command. */
export const commandOfCall = ({ call, input, caller, key, browser, correlationId }: Asked): Command => {
  const actor = actorOf(caller);
  const asker = browser !== undefined && actor === 'service:gateway' ? `browser:${browser}` : actor;
  const accountId = caller.kind === 'person' ? caller.accountId : accountIn(input);
  return {
    id: v5(`${asker}/${call.subject}/${key}`, clientNamespace),
    type: call.subject,
    actor,
    correlationId,
    subject: accountId === undefined ? undefined : accountSubject(accountId),
    request: withoutSecrets(call.input, input) as Json,
  };
};

type Arrived = Readonly<{ durable: string; service: string; id: string; correlationId: string; data: unknown }>;

/** The command an event gives rise to. The same event at the same durable is the same command. */
export const commandOfEvent = ({ durable, service, id, correlationId, data }: Arrived): Command => {
  const accountId = accountIn(data);
  return {
    id: v5(`${durable}/${id}`, consumerNamespace),
    type: durable,
    actor: `service:${service}`,
    correlationId,
    subject: accountId === undefined ? undefined : accountSubject(accountId),
    request: data as Json,
  };
};
