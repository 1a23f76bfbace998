import { Button, Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { listStaff } from '../../api/generated/sdk.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { staffPlaces } from '../../staff/places.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { adminStaffTexts } from './texts.ts';

/** In the order in which they joined; there is always one, who looks at it. */
export const Members = ({ me }: Readonly<{ me: string | undefined }>): ReactNode => {
  const texts = useTexts(adminStaffTexts);
  const roles = useTexts(staffTexts);
  const { read, more } = usePages([...staffPlaces.members, 'pages'], (cursor) => listStaff({ query: { cursor } }));
  return (
    <Stack gap="xs" component="section" aria-labelledby="members">
      <Title order={2} id="members">
        {texts.members}
      </Title>
      <Shown read={read}>
        {(pages) => (
          <StackedTable name={texts.members} columns={[texts.name, texts.role, texts.account, texts.joined]}>
            {pages
              .flatMap(({ members }) => members)
              .map(({ accountId, username, role, suspended, joinedAt }) => (
                <Row key={accountId}>
                  <Cell column={texts.name} isHeader>
                    <bdi>{accountId === me ? texts.you(username ?? '') : (username ?? texts.cancelled)}</bdi>
                  </Cell>
                  <Cell column={texts.role}>{roles[role]}</Cell>
                  <Cell column={texts.account}>{suspended ? texts.suspended : texts.active}</Cell>
                  <Cell column={texts.joined}>
                    <Instant at={joinedAt} as="date" />
                  </Cell>
                </Row>
              ))}
          </StackedTable>
        )}
      </Shown>
      {more !== undefined && (
        <Group>
          <Button variant="default" onClick={more}>
            {texts.showMore}
          </Button>
        </Group>
      )}
    </Stack>
  );
};
