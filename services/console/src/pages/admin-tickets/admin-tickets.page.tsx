import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listStaffTickets } from '../../api/generated/sdk.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { DeskFilters, queryOf, useDeskFilters } from './desk-filters.tsx';
import { DeskTable } from './desk-table.tsx';
import { adminTicketsTexts } from './texts.ts';

/** The desk: everybody's tickets, those first that wait longest. */
export const Page = (): ReactNode => {
  const texts = useTexts(adminTicketsTexts);
  const filters = useDeskFilters();
  const query = queryOf(filters);
  const { read, more } = usePages([...ticketPlaces.desk, query], (cursor) =>
    listStaffTickets({ query: { ...query, cursor } }),
  );
  return (
    <FramedPage title={texts.title} wide>
      <DeskFilters filters={filters} />
      <Shown read={read}>
        {(pages) => {
          const tickets = pages.flatMap((page) => page.tickets);
          const total = pages[0]?.total ?? null;
          return (
            <>
              <Text role="status" c="dimmed">
                {total === null ? texts.tooMany : texts.total(total)}
              </Text>
              {tickets.length > 0 ? (
                <DeskTable tickets={tickets} more={more} />
              ) : (
                <NoTickets isFiltered={Object.keys(query).length > 0} />
              )}
            </>
          );
        }}
      </Shown>
    </FramedPage>
  );
};

const NoTickets = ({ isFiltered }: Readonly<{ isFiltered: boolean }>): ReactNode => {
  const texts = useTexts(adminTicketsTexts);
  if (!isFiltered) return <Empty what={texts.none} />;
  return (
    <Empty what={texts.noneFound}>
      <Button variant="default" component={Link} to={paths.adminTickets}>
        {texts.showAll}
      </Button>
    </Empty>
  );
};
