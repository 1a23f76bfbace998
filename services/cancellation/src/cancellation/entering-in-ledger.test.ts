import { describe, it } from '@jest/globals';
import { firstToClear } from '@lethe/contracts';
import { specify } from '@lethe/deciding/specify';
import { specifyDebts } from '@lethe/saga/specify';
import { cancellationSaga } from './cancellation.saga.ts';
import { settleDebt } from './settle-debt.ts';
import {
  addressesCleared,
  asked,
  certified,
  cleared,
  completed,
  completionEntered,
  confirmationMailed,
  digestMade,
  final,
  finalEntered,
  lastMailed,
  released,
  settle,
  untilAsked,
  untilLocked,
  withdrawn,
} from './testing/facts.ts';

const given = specify(cancellationSaga, { settleDebt });
const after = specifyDebts(cancellationSaga);

describe('What cannot be taken back (K5)', () => {
  const firstCleared = firstToClear.map((each) => cleared(each));
  const beforeLedger = untilAsked.filter(({ type }) => type !== 'FinalEnteredInLedger');
  const ended = [confirmationMailed(), digestMade(), lastMailed(), addressesCleared(), asked('notification')] as const;

  it('is entered in the ledger once it is final, and nothing else is done before', () => {
    after(...untilLocked, final()).owes('1/enter-final');
    given(...untilLocked, final())
      .when(settle('1/release-claims', released()))
      .nothing();
    given(...untilLocked, final())
      .when(settle('1/enter-final', finalEntered()))
      .then(finalEntered());
    given(...untilLocked, final(), finalEntered())
      .when(settle('1/enter-final', finalEntered()))
      .nothing();
  });

  it('is never entered before it is final', () => {
    given(...untilLocked)
      .when(settle('1/enter-final', finalEntered()))
      .nothing();
    given(...untilLocked, withdrawn())
      .when(settle('1/enter-final', finalEntered()))
      .nothing();
  });

  it('is entered once more when it is completed', () => {
    const history = [...untilAsked, ...firstCleared, ...ended, cleared('notification'), certified()];
    given(...history, completed())
      .when(settle('1/enter-completion', completionEntered()))
      .then(completionEntered());
    given(...history)
      .when(settle('1/enter-completion', completionEntered()))
      .nothing();
  });

  it('is entered also where a build before went on without it, or was done', () => {
    after(...beforeLedger, ...firstCleared).owes('1/enter-final');
    const history = [...beforeLedger, ...firstCleared, ...ended, cleared('notification'), certified(), completed()];
    after(...history).owes('1/enter-final', '1/enter-completion');
  });
});
