import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listMembers, transferOwnership } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { paths, pathTo } from '../../paths.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { workspaces } from '../../workspaces/use-workspace.ts';
import { workspacePlace, type Member, type Workspace } from '../../workspaces/workspace.ts';
import { workspaceSettingsTexts } from './texts.ts';

type Given = Readonly<{ workspace: Workspace; close: () => void; transferred: (what: string) => void }>;

/** The API gives at most so many at once. */
const mostAtOnce = 200;

/** A member is chosen among those that are loaded; whoever has many loads more. */
export const TransferForm = (given: Given): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const { workspaceId, ownerId } = given.workspace;
  const { read, more } = usePages([...workspacePlace(workspaceId), 'eligible'], (cursor) =>
    listMembers({ path: { workspaceId }, query: { limit: mostAtOnce, ...(cursor === undefined ? {} : { cursor }) } }),
  );
  return (
    <Shown read={read}>
      {(pages) => {
        const others = pages
          .flatMap(({ members }) => members)
          .filter(({ accountId, username }) => accountId !== ownerId && username !== null);
        return others.length === 0 && more === undefined ? (
          <Text>
            {texts.nobodyYet}{' '}
            <Anchor component={Link} to={`${pathTo(paths.members, { workspaceId })}?open=invite`} underline="always">
              {texts.toMembers}
            </Anchor>
          </Text>
        ) : (
          <ChosenForm {...given} others={others} more={more} />
        );
      }}
    </Shown>
  );
};

type Choice = Readonly<{ others: readonly Member[]; more: (() => void) | undefined }>;

const ChosenForm = ({ workspace: { workspaceId }, close, transferred, others, more }: Given & Choice): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const time = useTime();
  const form = useKeptForm({
    name: `transfer-${workspaceId}`,
    initial: { to: '' },
    check: ({ to }) => ({ to: to === '' ? texts.choose : undefined }),
  });
  const chosen = others.find(({ accountId }) => accountId === form.values.to)?.username ?? undefined;
  const action = useAction(transferOwnership, {
    changes: [workspacePlace(workspaceId), workspaces.queryKey],
    done: () => {
      form.sent();
      transferred(texts.transferred(chosen ?? ''));
    },
  });
  const { value, ...rest } = field(form, 'to');
  return (
    <Form
      form={form}
      action={action}
      labels={{ to: texts.to }}
      onSubmit={(body) => void action.run({ path: { workspaceId }, body })}
    >
      <Select
        {...rest}
        value={value === '' ? null : value}
        label={texts.to}
        description={texts.toHelp}
        data={others.map(({ accountId, username, joinedAt }) => ({
          value: accountId,
          label: texts.member(username ?? '', time.date(joinedAt)),
        }))}
        searchable
        limit={50}
        nothingFoundMessage={texts.nobody}
        comboboxProps={{ shadow: 'none', portalProps: { target: '#main' } }}
        maxDropdownHeight={220}
      />
      {more !== undefined && (
        <Button variant="default" size="xs" onClick={more} style={{ alignSelf: 'flex-start' }}>
          {texts.loadMore}
        </Button>
      )}
      <Text>{chosen === undefined ? texts.transferHelp : texts.transferWhat(chosen)}</Text>
      <FormProblem />
      <Group>
        <SubmitButton>{chosen === undefined ? texts.transferIt : texts.transferTo(chosen)}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keepOwnership}
        </Button>
      </Group>
    </Form>
  );
};
