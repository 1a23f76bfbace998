import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { listStaff } from '../../api/generated/sdk.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { StackedTable } from '../../look/stacked-table.tsx';
import { staffPlaces } from '../../staff/places.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { MemberRow } from './member-row.tsx';
import { deskStaffTexts } from './texts.ts';

type Given = Readonly<{ me: string | undefined; mayChange: boolean }>;

/** In the order in which they joined; there is always one, who looks at it. */
export const Members = ({ me, mayChange }: Given): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const { read, more } = usePages([...staffPlaces.members, 'pages'], (cursor) => listStaff({ query: { cursor } }));
  const [done, setDone] = useState<string>();
  const said = useRef<HTMLParagraphElement>(null);
  const [open] = useSearch('open');
  // The row may be gone: what was done takes the focus, once its panel is closed.
  useLayoutEffect(() => {
    if (done !== undefined && open === undefined) said.current?.focus();
  }, [done, open]);
  const columns = [texts.name, texts.role, texts.account, texts.joined, ...(mayChange ? [texts.actions] : [])];
  return (
    <Stack gap="xs" component="section" aria-labelledby="members">
      <Title order={2} id="members">
        {texts.members}
      </Title>
      <Text ref={said} role="status" tabIndex={-1}>
        {done}
      </Text>
      <Shown read={read}>
        {(pages) => (
          <StackedTable name={texts.members} columns={columns}>
            {pages
              .flatMap(({ members }) => members)
              .map((member) => (
                <MemberRow
                  key={member.accountId}
                  member={member}
                  isMe={member.accountId === me}
                  mayChange={mayChange}
                  done={setDone}
                />
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
