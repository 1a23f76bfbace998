import { Box, Button, Chip, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { listMembers } from '../../api/generated/sdk.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTime } from '../../time/use-time.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { roles, type Role, type Workspace } from '../../workspaces/workspace.ts';
import { roleTexts } from '../../workspaces/workspaces.texts.ts';
import { MemberRow, type Said } from './member-row.tsx';
import { Result } from './result.tsx';
import { membersTexts } from './texts.ts';
import { membersPlace } from './places.ts';
import tableStyles from '../../look/table.module.css';

type Given = Readonly<{ workspace: Workspace; ended: (what: string) => void }>;

const isRole = (value: string | undefined): value is Role => roles.includes(value as Role);

/** Who is in it, in the order in which they joined; by role where the address says so. */
export const MemberList = ({ workspace, ended }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const [given] = useSearch('role');
  const role = isRole(given) ? given : undefined;
  const { workspaceId } = workspace;
  const { read, more } = usePages([...membersPlace(workspaceId), role ?? 'all'], (cursor) =>
    listMembers({
      path: { workspaceId },
      query: { ...(role === undefined ? {} : { role }), ...(cursor === undefined ? {} : { cursor }) },
    }),
  );
  const [said, setSaid] = useState<Said>();
  const result = useRef<HTMLDivElement>(null);
  const removed = (what: string): void => {
    setSaid({ what });
    result.current?.focus();
  };
  return (
    <Stack gap="md">
      <Shown read={read}>
        {(pages) => {
          const members = pages.flatMap((page) => page.members);
          return (
            <>
              <FilterChips role={role} total={pages[0]?.total ?? null} all={workspace.members} />
              <div>
                <Result ref={result}>{said?.accountId === undefined ? said?.what : undefined}</Result>
                {members.length === 0 ? (
                  <Empty what={texts.noneOfRole} />
                ) : (
                  <MemberTable>
                    {members.map((member) => (
                      <MemberRow
                        key={member.accountId}
                        {...{ member, workspace, ended, removed }}
                        said={said?.accountId === member.accountId ? said.what : undefined}
                        changed={(what) => setSaid({ accountId: member.accountId, what })}
                      />
                    ))}
                  </MemberTable>
                )}
              </div>
              {workspace.members === 1 && role === undefined && <Text>{texts.onlyYou}</Text>}
              {more !== undefined && (
                <Button variant="default" onClick={more} style={{ alignSelf: 'flex-start' }}>
                  {texts.more}
                </Button>
              )}
            </>
          );
        }}
      </Shown>
    </Stack>
  );
};

const MemberTable = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const texts = useTexts(membersTexts);
  return (
    <table className={tableStyles['table']} aria-label={texts.title}>
      <thead>
        <tr>
          <th>{texts.name}</th>
          <Box component="th" visibleFrom="sm">
            {texts.role}
          </Box>
          <Box component="th" visibleFrom="sm">
            {texts.joined}
          </Box>
          <th>
            <VisuallyHidden>{texts.actions}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
};

type Filter = Readonly<{ role: Role | undefined; total: number | null; all: number }>;

const FilterChips = ({ role, total, all }: Filter): ReactNode => {
  const texts = useTexts(membersTexts);
  const names = useTexts(roleTexts);
  const time = useTime();
  const [, setRole] = useSearch('role');
  const some = total === null ? texts.tooMany : texts.some(time.number(total), time.number(all));
  const count = role === undefined ? texts.inAll(time.number(all)) : some;
  return (
    <Group gap="md" justify="space-between">
      <Group gap="xs" role="radiogroup" aria-label={texts.filter}>
        <Chip.Group value={role ?? 'all'} onChange={(next) => setRole(next === 'all' ? undefined : next)}>
          <Chip value="all" size="xs" variant="outline">
            {texts.everybody}
          </Chip>
          {roles.map((value) => (
            <Chip key={value} value={value} size="xs" variant="outline">
              {names[value]}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
      <Text c="dimmed" role="status">
        {count}
      </Text>
    </Group>
  );
};
