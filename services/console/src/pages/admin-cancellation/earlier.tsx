import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { StateBadge } from '../../cancellations/state-badge.tsx';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import { adminCancellationTexts } from './texts.ts';
import { Withdrawal } from './withdrawal.tsx';

type Given = Readonly<{ earlier: ReadCancellationAnswer['earlier'] }>;

/** The attempts of this account before this one, the newest first. */
export const Earlier = ({ earlier }: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const time = useTime();
  if (earlier.length === 0) return <Text c="dimmed">{texts.noEarlier}</Text>;
  return (
    <StackedTable name={texts.earlier} columns={[texts.attempt, texts.state, texts.confirmed, texts.withdrawal]}>
      {earlier.map(({ cancellationId, attempt, state, confirmedAt, withdrawnAt, withdrawnBecause, stopped }) => (
        <Row key={cancellationId}>
          <Cell column={texts.attempt} isHeader>
            {time.number(attempt)}
          </Cell>
          <Cell column={texts.state}>
            <StateBadge state={state} />
          </Cell>
          <Cell column={texts.confirmed}>
            <Instant at={confirmedAt} />
          </Cell>
          <Cell column={texts.withdrawal}>
            {withdrawnAt !== null && <Withdrawal because={withdrawnBecause} at={withdrawnAt} stopped={stopped} />}
          </Cell>
        </Row>
      ))}
    </StackedTable>
  );
};
