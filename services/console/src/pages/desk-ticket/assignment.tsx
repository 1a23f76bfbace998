import { Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { queryOptions } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { everyPage } from '../../api/every-page.ts';
import { assignTicket, listStaff } from '../../api/generated/sdk.gen.ts';
import type { ListStaffAnswerMember, StaffTicket } from '../../api/generated/types.gen.ts';
import type { Problem } from '../../api/problem.ts';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { WorkingButton } from '../../forms/form.tsx';
import { useAccount } from '../../session/account.ts';
import { staffPlaces } from '../../staff/places.ts';
import { mayAnswer } from '../../staff/roles.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { ProblemNotice } from '../../states/problem-notice.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { deskTicketTexts } from './texts.ts';

const everybody = async (): Promise<readonly ListStaffAnswerMember[]> =>
  (await everyPage((query) => listStaff({ query }))).flatMap(({ members }) => members);

const staff = queryOptions<readonly ListStaffAnswerMember[], Problem>({
  queryKey: [...staffPlaces.members, 'everybody'],
  queryFn: everybody,
});

type Given = Readonly<{ ticket: StaffTicket; refused: () => void }>;

/** Who works on it: oneself by one press, or a colleague who may answer it. */
export const Assignment = ({ ticket, refused }: Given): ReactNode => {
  const texts = useTexts(deskTicketTexts);
  const { data: account } = useAccount();
  const { ticketId, assignee } = ticket;
  const action = useAction(assignTicket, { changes: [ticketPlaces.desk] });
  const { problem, answer, isRunning } = action;
  useEffect(() => {
    if (problem?.status === 409) refused();
    // Once for each problem.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
  return (
    <Stack gap="sm" component="section" aria-labelledby="assignment">
      <Title order={2} id="assignment">
        {texts.assignment}
      </Title>
      <Group align="flex-end">
        {assignee?.accountId !== account?.accountId && (
          <WorkingButton
            variant="default"
            isRunning={isRunning}
            onClick={() => void action.run({ path: { ticketId }, body: {} })}
          >
            {texts.toMe}
          </WorkingButton>
        )}
        <Colleagues
          without={[assignee?.accountId, account?.accountId]}
          isRunning={isRunning}
          choose={(staffId) => void action.run({ path: { ticketId }, body: { staffId } })}
        />
      </Group>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Text role="status">
        {answer !== undefined && assignee !== null && texts.isAssigned(assignee.username ?? texts.cancelledAccount)}
      </Text>
    </Stack>
  );
};

type ColleaguesGiven = Readonly<{
  without: readonly (string | undefined)[];
  isRunning: boolean;
  choose: (staffId: string) => void;
}>;

const Colleagues = ({ without, isRunning, choose }: ColleaguesGiven): ReactNode => {
  const texts = useTexts(deskTicketTexts);
  const roles = useTexts(staffTexts);
  const [chosen, setChosen] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <Shown read={useRead(staff)}>
      {(members) => {
        const colleagues = members.filter(
          ({ accountId, role, suspended }) => mayAnswer(role) && !suspended && !without.includes(accountId),
        );
        if (colleagues.length === 0) return <Text c="dimmed">{texts.noColleague}</Text>;
        const isThere = colleagues.some(({ accountId }) => accountId === chosen);
        const give = (): void => {
          setMissing(!isThere);
          if (isThere) choose(chosen);
        };
        return (
          <>
            <NativeSelect
              label={texts.colleague}
              value={isThere ? chosen : ''}
              error={isMissing && !isThere ? texts.enterColleague : undefined}
              onChange={({ currentTarget: { value } }) => setChosen(value)}
              data={[
                { value: '', label: texts.choose },
                ...colleagues.map(({ accountId, username, role }) => ({
                  value: accountId,
                  label: `${username ?? accountId} · ${roles[role]}`,
                })),
              ]}
            />
            <WorkingButton variant="default" isRunning={isRunning} onClick={give}>
              {texts.assign}
            </WorkingButton>
          </>
        );
      }}
    </Shown>
  );
};
