import { describe, expect, it } from '@jest/globals';
import { firstToClear } from '@lethe/contracts';
import { specify } from '@lethe/deciding/specify';
import { specifyDebts } from '@lethe/saga/specify';
import type { CancellationEvent } from './cancellation.events.ts';
import { acceptClearing, acknowledgeClearing } from './acknowledge-clearing.ts';
import { cancellationSaga } from './cancellation.saga.ts';
import { requestCancellation } from './request-cancellation.ts';
import { settleDebt } from './settle-debt.ts';
import { stopCancellation, stopOwnCancellation } from './stop-cancellation.ts';
import * as facts from './testing/facts.ts';
import {
  accept,
  accepted,
  acknowledge,
  addressesCleared,
  asked,
  askedEverybody,
  at,
  cancellationOf,
  certified,
  cleared,
  clearedButTickets,
  completed,
  completionEntered,
  confirm,
  confirmationMailed,
  digestMade,
  dueBy,
  final,
  finalEntered,
  finalOfBefore,
  held,
  holdReleased,
  lastMailed,
  lockedInIdentity,
  lockedInSession,
  released,
  requested,
  settle,
  staffId,
  stopLinkMailed,
  unlockedInIdentity,
  unlockedInSession,
  untilAsked,
  untilLocked,
  withdrawalMailed,
  withdrawn,
} from './testing/facts.ts';

const given = specify(cancellationSaga, {
  requestCancellation,
  settleDebt,
  stopCancellation,
  stopOwnCancellation,
  acknowledgeClearing,
  acceptClearing,
});
const after = specifyDebts(cancellationSaga);
const ourOthers = ['session', 'mfa', 'workspace-ownership', 'identity'] as const;

describe('Confirming (CAN-5, CAN-6)', () => {
  it('begins the first attempt, with the agreements fixed', () => {
    given().when(confirm()).then(requested());
  });

  it('starts nothing where one is under way, final or completed already', () => {
    given(requested()).when(confirm(2)).nothing();
    given(...untilLocked, final())
      .when(confirm(2))
      .nothing();
    given(...untilLocked, final(), completed())
      .when(confirm(2))
      .nothing();
  });

  it('begins the next attempt after a withdrawal', () => {
    given(requested(), withdrawn()).when(confirm(2)).then(requested(2));
  });

  it('takes no grant twice, not even for another attempt', () => {
    given(requested(), withdrawn())
      .when(confirm(2, { grantId: 'grant-1' }))
      .refused('grant-invalid');
  });

  it.each([
    [0, at],
    [30, '2026-12-24T08:00:00.000Z'],
  ])('may be final after a hold-back of %i days (CAN-7a)', (holdBackDays, finalNotBefore) => {
    given().when(confirm(1, { holdBackDays })).then(requested(1, finalNotBefore));
  });
});

describe('Before it is final (CAN-7)', () => {
  it('owes the hold first, then both locks at once, then the decision that it is final', () => {
    after(requested()).owes('1/hold-ownership');
    after(requested(), held()).owes('1/lock-account', '1/lock-sessions');
    after(requested(), held(), lockedInSession()).owes('1/lock-account');
    after(...untilLocked).owes('1/make-final');
  });

  it('records an answer once', () => {
    given(requested()).when(settle('1/hold-ownership', held())).then(held());
    given(requested(), held()).when(settle('1/hold-ownership', held())).nothing();
  });

  it('is withdrawn where the account became an owner meanwhile, or a lock is refused', () => {
    given(requested()).when(settle('1/hold-ownership', withdrawn())).then(withdrawn());
    const refused = withdrawn(1, 'lock-refused');
    given(requested(), held(), lockedInSession()).when(settle('1/lock-account', refused)).then(refused);
  });

  it('is final at the end of the hold-back, not a millisecond before', () => {
    const end = '2026-12-24T08:00:00.000Z';
    const history = [requested(1, end), held(), lockedInIdentity(), lockedInSession(), stopLinkMailed()];
    given(...history)
      .when(settle('1/make-final', final(), '2026-12-24T07:59:59.999Z'))
      .nothing();
    given(...history)
      .when(settle('1/make-final', final(), end))
      .then(final());
    expect(after(...history).debts()).toMatchObject([{ key: '1/make-final', notBefore: end }]);
  });

  it('is final once, and only while every yes stands', () => {
    given(...untilLocked)
      .when(settle('1/make-final', final()))
      .then(final());
    given(...untilLocked, final())
      .when(settle('1/make-final', final()))
      .nothing();
    given(requested(), held(), lockedInSession()).when(settle('1/make-final', final())).nothing();
    given(...untilLocked, withdrawn())
      .when(settle('1/make-final', final()))
      .nothing();
  });
});

describe('A withdrawn attempt (CAN-7)', () => {
  const everyUndo = ['1/release-ownership-hold', '1/unlock-account', '1/unlock-sessions'] as const;

  it('owes every undo, also where hold and locks were never answered', () => {
    after(requested(), withdrawn()).owes(...everyUndo);
    after(...untilLocked, withdrawn()).owes(...everyUndo);
  });

  it('tells the person once everything is as before, and then owes nothing', () => {
    const undone = [requested(), withdrawn(), holdReleased(), unlockedInIdentity(), unlockedInSession()];
    after(...undone).owes('1/hand-over-withdrawal');
    after(...undone, withdrawalMailed()).owes();
  });

  it('ignores a late hold and a late lock', () => {
    given(requested(), withdrawn()).when(settle('1/hold-ownership', held())).nothing();
    given(requested(), held(), withdrawn()).when(settle('1/lock-account', lockedInIdentity())).nothing();
  });

  it('still owes its undo while the next attempt is under way, which its late answers do not touch', () => {
    const history = [requested(), withdrawn(), requested(2)];
    after(...history).owes(...everyUndo, '2/hold-ownership');
    given(...history)
      .when(settle('1/hold-ownership', held()))
      .nothing();
    given(...history)
      .when(settle('2/hold-ownership', held(1)))
      .nothing();
    given(...history)
      .when(settle('1/unlock-account', unlockedInIdentity()))
      .then(unlockedInIdentity());
  });
});

describe('Staff (CAN-7a)', () => {
  const stop = { type: 'StopCancellation', data: { by: staffId, reason: 'asked-by-person', at } } as const;

  it('stop it before it is final, once, with who and why', () => {
    given(requested()).when(stop).then(withdrawn(1, 'stopped-by-staff'));
    given(...untilLocked)
      .when(stop)
      .then(withdrawn(1, 'stopped-by-staff'));
    given(requested(), withdrawn()).when(stop).nothing();
  });

  it('cannot stop what is final, or what never was', () => {
    given(...untilLocked, final())
      .when(stop)
      .refused('cancellation-final');
    given().when(stop).refused('cancellation-unknown');
  });
});

describe('The person (CAN-7a, X1)', () => {
  const later = '2026-11-27T08:00:00.000Z';
  const heldBack = [requested(1, later), held(), lockedInIdentity(), lockedInSession()] as const;
  const stop = (attempt = 1) =>
    ({
      type: 'StopOwnCancellation',
      data: { cancellationId: cancellationOf(attempt), reason: 'asked-by-person', at },
    }) as const;

  it('is mailed the way to stop it at once in a hold-back, and nothing is final before that mail is handed over', () => {
    after(requested(1, later), held()).owes('1/lock-account', '1/lock-sessions', '1/hand-over-stop-link');
    after(...heldBack).owes('1/hand-over-stop-link');
    given(...heldBack)
      .when(settle('1/make-final', final(), later))
      .nothing();
    after(...heldBack, stopLinkMailed()).owes('1/make-final');
    given(...heldBack, stopLinkMailed())
      .when(settle('1/make-final', final(), at))
      .nothing();
    given(...heldBack, stopLinkMailed())
      .when(settle('1/make-final', final(), later))
      .then(final());
  });

  it('is mailed no such way without a hold-back, where there is none', () => {
    after(...untilLocked).owes('1/make-final');
  });

  it('stops it before it is final, once, with who and why', () => {
    given(...heldBack)
      .when(stop())
      .then(withdrawn(1, 'stopped-by-person'));
    given(requested(1, later)).when(stop()).then(withdrawn(1, 'stopped-by-person'));
    given(...heldBack, withdrawn(1, 'stopped-by-person'))
      .when(stop())
      .nothing();
  });

  it('stops the attempt of the link alone', () => {
    given(requested(), withdrawn(), requested(2)).when(stop(1)).nothing();
    given(requested(), withdrawn(), requested(2)).when(stop(2)).then(withdrawn(2, 'stopped-by-person'));
    given(requested()).when(stop(2)).refused('cancellation-unknown');
    given().when(stop()).refused('cancellation-unknown');
  });

  it('cannot stop what is final; of a stop and Final the first one wins', () => {
    given(...heldBack, stopLinkMailed(), final())
      .when(stop())
      .refused('cancellation-final');
    given(...heldBack, stopLinkMailed(), withdrawn(1, 'stopped-by-person'))
      .when(settle('1/make-final', final(), later))
      .nothing();
  });
});

describe('Asking everybody to clear (CAN-7)', () => {
  it('frees the address and mails the confirmation at once, and asks when the address is free', () => {
    after(...untilLocked, final(), finalEntered()).owes('1/release-claims', '1/hand-over-confirmation');
    given(...untilLocked, final(), finalEntered())
      .when(settle('1/release-claims', released()))
      .then(released(), ...askedEverybody);
  });

  it('asks whom there is to ask when it becomes final, not whom there was when it was requested (X5)', () => {
    const [older, newer] = [['session'], ['session', 'mfa']] as const;
    const held30Days = [requested(1, at, older), held(), lockedInIdentity(), lockedInSession()];
    given(...held30Days, final(1, newer), finalEntered())
      .when(settle('1/release-claims', released()))
      .then(released(), ...newer.map((each) => asked(each)));
    given(...held30Days, finalOfBefore, finalEntered())
      .when(settle('1/release-claims', released()))
      .then(released(), asked('session'));
  });

  it('takes an acknowledgement once', () => {
    given(...untilAsked)
      .when(acknowledge('mfa'))
      .then(cleared('mfa'));
    given(...untilAsked, cleared('mfa'))
      .when(acknowledge('mfa'))
      .nothing();
  });

  it('takes none from a stranger, of another attempt, or from who was not asked', () => {
    given(...untilAsked)
      .when(acknowledge('notification'))
      .refused('cancellation-unknown');
    given(...untilAsked)
      .when(acknowledge('mfa', 2))
      .refused('cancellation-unknown');
    given(...untilLocked)
      .when(acknowledge('mfa'))
      .refused('cancellation-unknown');
    given().when(accept('ticketing')).refused('cancellation-unknown');
  });

  it('is cleared everywhere but open tickets when ticketing is the only one left and has said until when', () => {
    const others = ourOthers.map((participant) => cleared(participant));
    given(...untilAsked, ...others)
      .when(accept('ticketing'))
      .then(accepted('ticketing'), clearedButTickets);
    given(...untilAsked, accepted('ticketing'), ...others.slice(1))
      .when(acknowledge('session'))
      .then(cleared('session'), clearedButTickets);
    given(...untilAsked, ...others.slice(1))
      .when(accept('ticketing'))
      .then(accepted('ticketing'));
    given(...untilAsked, accepted('session'), ...others.slice(1))
      .when(acknowledge('ticketing'))
      .then(cleared('ticketing'));
  });

  it('is a debt to each, first asked again when the message had its time, or the promise is over (CAN-9, L4)', () => {
    const asking = (...history: readonly CancellationEvent[]) =>
      after(...history)
        .debts()
        .flatMap(({ type, data, notBefore }) =>
          type === 'ask-to-clear' && 'participant' in data ? [[data.participant, notBefore]] : [],
        );
    expect(asking(...untilLocked, final())).toEqual([]);
    const soon = '2026-11-24T08:00:30.000Z';
    expect(asking(...untilAsked)).toEqual(firstToClear.map((participant) => [participant, soon]));
    const others = ourOthers.map((participant) => cleared(participant));
    expect(asking(...untilAsked, ...others)).toEqual([['ticketing', soon]]);
    expect(asking(...untilAsked, ...others, accepted('ticketing'))).toEqual([
      ['ticketing', '2026-12-03T13:00:30.000Z'],
    ]);
    expect(asking(...untilAsked, ...others, accepted('ticketing'), cleared('ticketing'))).toEqual([]);
  });

  it('takes a later promise for the earlier one, and none after the acknowledgement', () => {
    const later = '2026-12-04T13:00:00.000Z';
    given(...untilAsked, accepted('ticketing'))
      .when(accept('ticketing', 1, dueBy))
      .nothing();
    given(...untilAsked, accepted('ticketing'))
      .when(accept('ticketing', 1, later))
      .then(accepted('ticketing', later));
    given(...untilAsked, cleared('ticketing'))
      .when(accept('ticketing'))
      .nothing();
  });
});

describe('The end (CAN-7, CAN-11, CAN-12)', () => {
  const firstCleared = [...untilAsked, ...[...ourOthers, 'ticketing' as const].map((each) => cleared(each))];
  const allButNotification = [...firstCleared, clearedButTickets, confirmationMailed()];
  const addressesGone = [...allButNotification, digestMade(), lastMailed(), addressesCleared(), asked('notification')];

  it('begins with the last of the acknowledgements', () => {
    const allButOne = [...untilAsked, confirmationMailed(), ...ourOthers.map((each) => cleared(each))];
    after(...allButOne).owes('1/ask-to-clear/ticketing');
    after(...allButOne, cleared('ticketing'), clearedButTickets).owes('1/make-email-digest');
  });

  it('waits for the confirmation to be handed over: notification may not be cleared before it', () => {
    after(...firstCleared, clearedButTickets).owes('1/hand-over-confirmation');
  });

  it('goes digest, last mail, addresses, notification, certificate, own key', () => {
    after(...allButNotification).owes('1/make-email-digest');
    after(...allButNotification, digestMade()).owes('1/hand-over-last-mail');
    after(...allButNotification, digestMade(), lastMailed()).owes('1/clear-addresses');
    after(...addressesGone).owes('1/ask-to-clear/notification');
    after(...addressesGone, cleared('notification')).owes('1/issue-certificate');
    after(...addressesGone, cleared('notification'), certified()).owes('1/destroy-own-key');
    after(...addressesGone, cleared('notification'), certified(), completed()).owes('1/enter-completion');
    after(...addressesGone, cleared('notification'), certified(), completed(), completionEntered()).owes();
  });

  it('asks notification when the addresses are gone, and keeps to the order', () => {
    given(...allButNotification, digestMade(), lastMailed())
      .when(settle('1/clear-addresses', addressesCleared()))
      .then(addressesCleared(), asked('notification'));
    given(...allButNotification)
      .when(settle('1/clear-addresses', addressesCleared()))
      .nothing();
    given(...addressesGone)
      .when(settle('1/issue-certificate', certified()))
      .nothing();
  });

  it('takes a late acknowledgement after completion without doing anything', () => {
    given(...addressesGone, cleared('notification'), certified(), completed())
      .when(acknowledge('mfa'))
      .nothing();
  });

  it('keeps every confirmation with its grant, so that the same grant gets the same answer', () => {
    const { confirmations } = given(requested(), withdrawn(), requested(2)).state();
    expect(
      confirmations.map(({ cancellationId, grantId, withdrawnAt }) => [cancellationId, grantId, withdrawnAt]),
    ).toEqual([
      [cancellationOf(1), 'grant-1', facts.at],
      [cancellationOf(2), 'grant-2', null],
    ]);
  });
});
