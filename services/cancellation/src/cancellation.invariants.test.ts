import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { cancellationInvariants } from './cancellation.invariants.ts';
import type { CancellationEvent } from './cancellation/cancellation.events.ts';
import { accepted, asked, at, cleared, completed, dueBy, final, withdrawn } from './cancellation/testing/facts.ts';

const violations = (now: string, ...events: readonly CancellationEvent[]) =>
  cancellationInvariants.flatMap(({ types, violations: of }) =>
    of(
      events
        .filter(({ type }) => types.includes(type))
        .map((event) => ({ ...event, stream: 'cancellation-1', recordedAt: at }) as unknown as StoredEvent),
      now,
      { LETHE_CLEARING_DEADLINE_HOURS: '2' },
    ),
  );
const afterwards = '2026-12-03T13:00:00.001Z';

describe('What must hold in the log of cancellation (CAN-7, CAN-9)', () => {
  it('holds for a withdrawn attempt, and for the next one that is completed', () => {
    const next = [final(2), asked('mfa'), accepted('mfa'), cleared('mfa'), completed()];
    expect(violations(afterwards, withdrawn(), ...next)).toEqual([]);
  });

  it('is broken by an attempt that is both final and withdrawn', () => {
    expect(violations(dueBy, final(), withdrawn())).toEqual(['cancellation-1, attempt 1']);
  });

  it('is broken by a completion before everybody has cleared', () => {
    expect(violations(at, asked('mfa'), asked('session'), cleared('session'), completed())).toEqual([
      'cancellation-1, attempt 1, mfa',
    ]);
  });

  it('is broken by a promise that was not kept, once its instant is over', () => {
    expect(violations(dueBy, accepted('ticketing'))).toEqual([]);
    expect(violations(afterwards, accepted('ticketing'))).toEqual([
      `cancellation-1, attempt 1, ticketing, promised by ${dueBy}`,
    ]);
    expect(violations(afterwards, accepted('ticketing'), accepted('ticketing', '2026-12-04T13:00:00.000Z'))).toEqual(
      [],
    );
  });

  it('is broken by a participant that has neither cleared nor said until when by its deadline (L4)', () => {
    const [deadline, late] = ['2026-11-24T10:00:00.000Z', '2026-11-24T10:00:00.001Z'];
    expect(violations(deadline, asked('mfa'))).toEqual([]);
    expect(violations(late, asked('mfa'), asked('session'), cleared('session'))).toEqual([
      `cancellation-1, attempt 1, mfa, due by ${deadline}`,
    ]);
    expect(violations(late, asked('ticketing'), accepted('ticketing'))).toEqual([]);
  });
});
