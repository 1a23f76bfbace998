import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearch, useSearches } from '../../address.ts';
import { isCancellationState } from '../../cancellations/states.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { CancellationsTable } from './cancellations-table.tsx';
import { CancellationFilters } from './filters.tsx';
import { deskCancellationsTexts } from './texts.ts';
import { useCancellations, type Filters } from './use-cancellations.ts';

/** Admin Console › Cancellations (ADM-2): every attempt of every account. */
export const Page = (): ReactNode => {
  const texts = useTexts(deskCancellationsTexts);
  const [chosen, setStates] = useSearches('state');
  const [accountId, setAccountId] = useSearch('account');
  const filters = { states: chosen.filter(isCancellationState), accountId };
  return (
    <FramedPage title={texts.title} wide>
      <Text c="dimmed">{texts.intro}</Text>
      <CancellationFilters filters={filters} setStates={setStates} setAccountId={setAccountId} />
      <Listed key={JSON.stringify(filters)} filters={filters} />
    </FramedPage>
  );
};

const Listed = ({ filters }: Readonly<{ filters: Filters }>): ReactNode => {
  const texts = useTexts(deskCancellationsTexts);
  const { read, lines, total, hasMore, showMore } = useCancellations(filters);
  const isNarrowed = filters.states.length > 0 || filters.accountId !== undefined;
  const counted = isNarrowed ? texts.filtered : texts.total;
  return (
    <Shown read={read}>
      {() => (
        <Stack gap="md">
          <Text role="status">{total === null ? texts.tooMany : counted(total)}</Text>
          {lines.length === 0 && (
            <Empty what={isNarrowed ? texts.noneFound : texts.none}>
              {isNarrowed && <Anchor href={paths.adminCancellations}>{texts.clear}</Anchor>}
            </Empty>
          )}
          {lines.length > 0 && <CancellationsTable lines={lines} />}
          {hasMore && (
            <Group>
              <Button variant="default" onClick={showMore}>
                {texts.more}
              </Button>
              <Text role="status" c="dimmed">
                {texts.shown(lines.length, total)}
              </Text>
            </Group>
          )}
        </Stack>
      )}
    </Shown>
  );
};
