import { Alert, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { canBeStopped } from '../../cancellations/states.ts';
import { useAccount } from '../../session/account.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { Stop } from './stop.tsx';
import { adminCancellationTexts } from './texts.ts';

type Given = Readonly<{ cancellation: ReadCancellationAnswer }>;

/** What staff may do about it now, and if nothing, why. */
export const Actions = ({ cancellation }: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const { data: account } = useAccount();
  const [isStopped, setStopped] = useState(false);
  const until = useUntil(cancellation);
  const may = account?.staffRole === 'administrator' || account?.staffRole === 'support';
  const stoppable = canBeStopped(cancellation.state);
  return (
    <>
      <div role="status">
        {isStopped && (
          <Alert variant="outline" color="gray">
            {texts.stoppedNow}
          </Alert>
        )}
      </div>
      {!isStopped && <Text>{until}</Text>}
      {stoppable && !may && <Text>{texts.notYours}</Text>}
      {stoppable && may && <Stop accountId={cancellation.accountId} stopped={() => setStopped(true)} />}
    </>
  );
};

const useUntil = ({ state, moments: { confirmedAt, finalNotBefore } }: ReadCancellationAnswer): string => {
  const texts = useTexts(adminCancellationTexts);
  const time = useTime();
  if (canBeStopped(state))
    return finalNotBefore > confirmedAt ? texts.stopUntil(time.instant(finalNotBefore)) : texts.stopSoon;
  if (state === 'withdrawn') return texts.isOver;
  return state === 'completed' ? texts.isDone : texts.tooLate;
};
