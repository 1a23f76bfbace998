import { Anchor, Code, Group } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CancellationLine } from '../../api/generated/types.gen.ts';
import { CopyId } from '../../cancellations/copy-id.tsx';
import { StateBadge } from '../../cancellations/state-badge.tsx';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { paths, pathTo } from '../../paths.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import { adminCancellationsTexts } from './texts.ts';

/** A row each; it opens by a click anywhere, or by Enter on the account's id. */
export const CancellationsTable = ({ lines }: Readonly<{ lines: readonly CancellationLine[] }>): ReactNode => {
  const texts = useTexts(adminCancellationsTexts);
  const time = useTime();
  const navigate = useNavigate();
  return (
    <StackedTable name={texts.title} columns={[texts.accountId, texts.state, texts.confirmed, texts.attempt]}>
      {lines.map(({ cancellationId, accountId, state, confirmedAt, attempt }) => {
        const there = pathTo(paths.adminCancellation, { accountId });
        return (
          <Row key={cancellationId} open={() => void navigate({ to: there })}>
            <Cell column={texts.accountId} isHeader>
              <Group gap="xs">
                <Anchor component={Link} to={there} onClick={(event) => event.stopPropagation()}>
                  <Code>{accountId}</Code>
                </Anchor>
                <CopyId id={accountId} what={texts.accountId} />
              </Group>
            </Cell>
            <Cell column={texts.state}>
              <StateBadge state={state} />
            </Cell>
            <Cell column={texts.confirmed}>
              <Instant at={confirmedAt} />
            </Cell>
            <Cell column={texts.attempt}>{time.number(attempt)}</Cell>
          </Row>
        );
      })}
    </StackedTable>
  );
};
