import { Code, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import styles from './desk-cancellation.module.css';
import { deskCancellationTexts } from './texts.ts';
import { useStaffName } from './use-cancellation.ts';

type Given = Readonly<{
  because: ReadCancellationAnswer['moments']['withdrawnBecause'];
  at: string;
  stopped: ReadCancellationAnswer['stopped'];
}>;

/** Why an attempt came to nothing; where somebody stopped it, who, when and why. */
export const Withdrawal = ({ because, at, stopped }: Given): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const words = useTexts(cancellationWords);
  const name = useStaffName(because === 'stopped-by-person' ? undefined : stopped?.by);
  return (
    <>
      {because !== null && <Text>{words[because]}</Text>}
      <dl className={styles['facts']}>
        {stopped !== null && (
          <>
            <dt>{texts.stoppedBy}</dt>
            <dd>
              {because === 'stopped-by-person' ? (
                texts.person
              ) : name === undefined ? (
                <Code>{stopped.by}</Code>
              ) : (
                <bdi>{name}</bdi>
              )}
            </dd>
            <dt>{texts.because}</dt>
            <dd>{words[stopped.reason]}</dd>
          </>
        )}
        <dt>{texts.stoppedAt}</dt>
        <dd>
          <Instant at={stopped?.at ?? at} />
        </dd>
      </dl>
    </>
  );
};
