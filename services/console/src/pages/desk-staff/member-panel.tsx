import { Button, Divider, Group, Radio, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { changeStaffRole, removeStaff } from '../../api/generated/sdk.gen.ts';
import type { ListStaffAnswerMember } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { Confirmation } from '../../forms/confirmation.tsx';
import { Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { staffPlaces } from '../../staff/places.ts';
import { staffRoles } from '../../staff/roles.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { deskStaffTexts } from './texts.ts';

type Given = Readonly<{
  member: ListStaffAnswerMember;
  name: string;
  done: (what: string) => void;
  close: () => void;
}>;

/** What an administrator does about a colleague: another role, or none any more (ADM-1). */
export const MemberPanel = (given: Given): ReactNode => (
  <Stack gap="md" maw={480} pt="xs">
    <RoleForm {...given} />
    <Divider />
    <Removing {...given} />
  </Stack>
);

const RoleForm = ({ member: { accountId, role }, name, done, close }: Given): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const roles = useTexts(staffTexts);
  const form = useKeptForm({ name: `staff-role-${accountId}`, initial: { role: role as string } });
  const chosen = staffRoles.find((each) => each === form.values.role) ?? role;
  const action = useAction(changeStaffRole, {
    changes: [staffPlaces.members],
    done: () => {
      form.sent();
      done(texts.roleIs(name, roles[chosen]));
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ role: texts.role }}
      onSubmit={() => void action.run({ path: { accountId }, body: { role: chosen } })}
    >
      <Radio.Group
        name={`role-${accountId}`}
        label={texts.roleOf(name)}
        value={chosen}
        onChange={(value) => form.set('role', value)}
        error={form.errors.role}
      >
        <Stack gap="xs" pt="xs">
          {staffRoles.map((value) => (
            <Radio key={value} value={value} label={roles[value]} description={roles[`${value}May`]} />
          ))}
        </Stack>
      </Radio.Group>
      <Text size="sm">{texts.signedOut(name)}</Text>
      <FormProblem />
      <Group gap="xs">
        <SubmitButton size="xs">{texts.saveRole}</SubmitButton>
        <Button variant="subtle" color="gray" size="xs" onClick={close}>
          {texts.keepRole}
        </Button>
      </Group>
    </Form>
  );
};

const Removing = ({ member: { accountId }, name, done }: Given): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (!isAsking && wasAsking.current) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const action = useAction(removeStaff, {
    changes: [staffPlaces.members],
    done: () => done(texts.removed(name)),
  });
  return isAsking ? (
    <Confirmation
      what={texts.removeWhat(name)}
      act={texts.removeAct}
      keep={texts.removeKeep}
      action={action}
      onAct={() => void action.run({ path: { accountId } })}
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
      {texts.remove}
    </Button>
  );
};
