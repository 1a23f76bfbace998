import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/client.ts';
import { listMembers, transferOwnership } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import type { Read } from '../../api/use-read.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useAccount } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { workspaces } from '../../workspaces/use-workspace.ts';
import type { RemedyGiven } from './close-form.tsx';
import { preCheck } from './pre-check.ts';
import { cancelTexts } from './texts.ts';

type Candidate = Readonly<{ accountId: string; username: string }>;

/** Makes another member the owner (WS-3). */
export const TransferForm = (given: RemedyGiven): ReactNode => {
  const { read, more } = useCandidates(given.workspaceId);
  return <Shown read={read}>{(candidates) => <Choose {...given} candidates={candidates} more={more} />}</Shown>;
};

type ChooseGiven = RemedyGiven & Readonly<{ candidates: readonly Candidate[]; more: (() => void) | undefined }>;

const Choose = ({ workspaceId, name, candidates, more, close, settled }: ChooseGiven): ReactNode => {
  const texts = useTexts(cancelTexts);
  const form = useKeptForm({
    name: `cancel.transfer.${workspaceId}`,
    initial: { to: '' },
    check: ({ to }) => ({ to: to === '' ? texts.chooseMemberFirst : undefined }),
  });
  const chosen = candidates.find(({ accountId }) => accountId === form.values.to)?.username;
  const action = useAction(transferOwnership, {
    changes: [preCheck.queryKey, workspaces.queryKey],
    done: () => {
      form.sent();
      settled(texts.transferred(name, chosen ?? texts.aMember));
    },
  });
  if (candidates.length === 0 && more === undefined) return <Text>{texts.noMember}</Text>;
  return (
    <Form
      form={form}
      action={action}
      labels={{ to: texts.newOwner }}
      onSubmit={(values) => void action.run({ path: { workspaceId }, body: values })}
    >
      <NativeSelect
        {...field(form, 'to')}
        label={texts.newOwner}
        description={texts.transferHelp}
        data={[
          { value: '', label: texts.chooseMember },
          ...candidates.map(({ accountId, username }) => ({ value: accountId, label: username })),
        ]}
      />
      {more !== undefined && (
        <Group>
          <Button size="xs" variant="default" onClick={more}>
            {texts.moreMembers}
          </Button>
        </Group>
      )}
      <FormProblem />
      <Group>
        <SubmitButton>{chosen === undefined ? texts.transferButton : texts.transferTo(chosen)}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keep}
        </Button>
      </Group>
    </Form>
  );
};

/** Members who could take it: neither oneself nor somebody whose account is cancelled. */
const useCandidates = (
  workspaceId: string,
): Readonly<{ read: Read<readonly Candidate[]>; more: (() => void) | undefined }> => {
  const { data: account } = useAccount();
  const query = useInfiniteQuery({
    queryKey: ['members', workspaceId, 'candidates'],
    queryFn: ({ pageParam }) =>
      answerOf(
        listMembers({
          path: { workspaceId },
          query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const candidates = query.data?.pages
    .flatMap(({ members }) => members)
    .flatMap(({ accountId, username }) =>
      username === null || accountId === account?.accountId ? [] : [{ accountId, username }],
    );
  return {
    read: { ...query, data: candidates } as unknown as Read<readonly Candidate[]>,
    more: query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : undefined,
  };
};
