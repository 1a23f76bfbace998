import { Button, Divider, Group, Radio, Stack } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { changeRole, removeMember } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { Confirmation } from '../../forms/confirmation.tsx';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useNameOf } from '../../workspaces/member-name.tsx';
import { memberRoles, workspacePlace, type Member } from '../../workspaces/workspace.ts';
import { roleMayTexts, roleTexts } from '../../workspaces/workspaces.texts.ts';
import { membersTexts } from './texts.ts';

type Given = Readonly<{
  member: Member;
  workspaceId: string;
  changed: (what: string) => void;
  removed: (what: string) => void;
  close: () => void;
}>;

type MemberRole = (typeof memberRoles)[number];

/** What the owner and administrators do about a member: another role, or out. */
export const MemberPanel = (given: Given): ReactNode => (
  <Stack gap="md" maw={480}>
    <RoleForm {...given} />
    <Divider />
    <Removing {...given} />
  </Stack>
);

const RoleForm = ({ member, workspaceId, changed, close }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const roles = useTexts(roleTexts);
  const may = useTexts(roleMayTexts);
  const { accountId } = member;
  const name = useNameOf()(member.username);
  const form = useKeptForm({ name: `role-${accountId}`, initial: { role: member.role as string } });
  const action = useAction(changeRole, {
    changes: [workspacePlace(workspaceId)],
    done: () => {
      form.sent();
      changed(texts.roleIs(name, roles[form.values.role as MemberRole]));
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ role: texts.role }}
      onSubmit={({ role }) => void action.run({ path: { workspaceId, accountId }, body: { role: role as MemberRole } })}
    >
      <Radio.Group {...field(form, 'role')} label={texts.roleOf(name)}>
        <Stack gap="xs" pt="xs">
          {memberRoles.map((value) => (
            <Radio key={value} value={value} label={roles[value]} description={may[value]} />
          ))}
        </Stack>
      </Radio.Group>
      <FormProblem />
      <Group gap="xs">
        <SubmitButton size="xs">{texts.saveRole}</SubmitButton>
        <Button variant="subtle" color="gray" size="xs" onClick={close}>
          {texts.keep}
        </Button>
      </Group>
    </Form>
  );
};

const Removing = ({ member, workspaceId, removed }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const { accountId } = member;
  const name = useNameOf()(member.username);
  const [isAsking, setAsking] = useState(false);
  const [, setOpen] = useSearch('open');
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (!isAsking && wasAsking.current) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const action = useAction(removeMember, {
    changes: [workspacePlace(workspaceId)],
    done: () => {
      setOpen(undefined);
      removed(texts.removed(name));
    },
  });
  return isAsking ? (
    <Confirmation
      what={texts.removeWhat(name)}
      act={texts.remove(name)}
      keep={texts.keepMember}
      action={action}
      onAct={() => void action.run({ path: { workspaceId, accountId } })}
      onKeep={() => setAsking(false)}
    />
  ) : (
    <Button
      ref={button}
      variant="outline"
      color="red"
      size="xs"
      style={{ alignSelf: 'flex-start' }}
      onClick={() => setAsking(true)}
    >
      {texts.remove(name)}
    </Button>
  );
};
