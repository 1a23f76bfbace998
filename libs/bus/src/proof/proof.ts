import { isFresh, serviceNames, staffRoles, unmetNeeds, type Call, type UnmetNeed } from '@lethe/contracts';
import { decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import type { Caller } from '../calls/caller.ts';
import type { Clock } from '../clock.ts';
import { NotProven, type Keyring } from './keyring.ts';
import { thisRequest, type Request } from './request-digest.ts';

/** Only this service says who a person is. */
const issuerOfPersons = 'session';
export const operator = 'operator';
/** A person's token is for whatever answers calls, and for nothing beside: what applications are given has another one. */
export const busAudience = 'bus';

const personClaims = z.object({
  accountId: z.uuid(),
  sessionId: z.string().min(1),
  staffRole: z.enum(staffRoles).exactOptional(),
  factor: z.boolean(),
  verifiedAt: z.iso.datetime(),
  methods: z.array(z.string()),
});
const serviceName = z.enum(serviceNames);

const kindOf = (token: string): unknown => {
  try {
    return decodeProtectedHeader(token).typ;
  } catch {
    return undefined;
  }
};

/**
 * Who holds the token.
 * @param to.bound the request, where whoever is no person must have proven it.
 * @throws NotProven.
 */
export const callerOf = async (
  keyring: Keyring,
  token: string,
  { service, bound }: Readonly<{ service: string; bound: string | undefined }>,
): Promise<Caller> => {
  if (kindOf(token) === 'person+jwt') {
    const claims = await keyring.verify(token, {
      typ: 'person+jwt',
      issuer: issuerOfPersons,
      audience: busAudience,
    });
    const person = personClaims.safeParse(claims);
    if (!person.success) throw new NotProven();
    return { kind: 'person', ...person.data };
  }
  const { iss } = await keyring.verify(
    token,
    bound === undefined ? { typ: 'service+jwt', audience: service } : { typ: 'call+jwt', audience: bound },
  );
  if (iss === operator) return { kind: 'operator' };
  const name = serviceName.safeParse(iss);
  return name.success ? { kind: 'service', name: name.data } : { kind: 'participant', name: iss };
};

/** What a call declares decides; a staff role counts only in a session with a second factor. */
export const mayCall = (caller: Caller, { callers }: Pick<Call, 'callers'>): boolean =>
  callers.some((permitted) => {
    if (permitted === 'person') return caller.kind === 'person';
    if (permitted === 'operator') return caller.kind === 'operator';
    if (permitted.startsWith('staff:'))
      return caller.kind === 'person' && caller.factor && permitted === `staff:${caller.staffRole ?? ''}`;
    if (permitted === 'participant') return caller.kind === 'participant';
    return caller.kind === 'service' && permitted === `service:${caller.name}`;
  });

/** The refusal for a person who has not proven what the call needs. */
export const unmetNeed = (caller: Caller, { needs = {} }: Pick<Call, 'needs'>, at: string): UnmetNeed | undefined => {
  if (caller.kind !== 'person') return undefined;
  if (needs.factor && !caller.factor) return unmetNeeds.factor;
  return needs.fresh && !isFresh(caller.verifiedAt, at) ? unmetNeeds.fresh : undefined;
};

export const proofSeconds = 60;
const renewedAfterMs = 30_000;

/** What a service proves itself with. */
export type OwnProofs = Readonly<{
  /** For calls to this service: one for all of them, made afresh after half its life. */
  for: (audience: string) => Promise<string>;
  /** For this request alone. */
  of: (request: Request) => Promise<string>;
}>;

export const ownProofs = (keyring: Keyring, clock: Clock): OwnProofs => {
  const made = new Map<string, Readonly<{ token: Promise<string>; at: number }>>();
  return {
    for: (audience) => {
      const now = Date.parse(clock());
      const known = made.get(audience);
      if (known !== undefined && Math.abs(now - known.at) < renewedAfterMs) return known.token;
      const token = keyring.sign({}, { typ: 'service+jwt', audience, seconds: proofSeconds });
      made.set(audience, { token, at: now });
      return token;
    },
    of: (request) => keyring.sign({}, { typ: 'call+jwt', audience: thisRequest(request), seconds: proofSeconds }),
  };
};
