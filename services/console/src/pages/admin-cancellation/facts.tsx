import { Code, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { CopyId } from '../../cancellations/copy-id.tsx';
import { StateBadge } from '../../cancellations/state-badge.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import styles from './admin-cancellation.module.css';
import { adminCancellationTexts } from './texts.ts';

type Given = Readonly<{ cancellation: ReadCancellationAnswer }>;

/** Whose it is, and how far. Ids only: staff need not know who somebody was. */
export const Facts = ({
  cancellation: { accountId, cancellationId, state, attempt, confirmedAt },
}: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const time = useTime();
  return (
    <dl className={styles['facts']}>
      <dt>{texts.state}</dt>
      <dd>
        <StateBadge state={state} />
      </dd>
      <dt>{texts.confirmed}</dt>
      <dd>
        <Instant at={confirmedAt} />
      </dd>
      <dt>{texts.attempt}</dt>
      <dd>{time.number(attempt)}</dd>
      <dt>{texts.accountId}</dt>
      <dd>
        <Id id={accountId} what={texts.accountId} />
      </dd>
      <dt>{texts.cancellationId}</dt>
      <dd>
        <Id id={cancellationId} what={texts.cancellationId} />
      </dd>
    </dl>
  );
};

const Id = ({ id, what }: Readonly<{ id: string; what: string }>): ReactNode => (
  <Group gap="xs">
    <Code>{id}</Code>
    <CopyId id={id} what={what} />
  </Group>
);
