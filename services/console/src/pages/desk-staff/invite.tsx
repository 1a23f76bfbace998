import { Button, Group, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { inviteStaff } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { staffPlaces } from '../../staff/places.ts';
import { staffRoles } from '../../staff/roles.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { Copyable } from '../../states/copy.tsx';
import { Outcome } from '../../states/outcome.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { deskStaffTexts } from './texts.ts';

type Invited = Readonly<{ email: string; link: string; expiresAt: string }>;

/** By address and role. The link is mailed, and shown here once, for where mail does not get through. */
export const Invite = (): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const [invited, setInvited] = useState<Invited>();
  const [count, setCount] = useState(0);
  return (
    <Stack gap="xs" component="section" aria-labelledby="invite" maw={720}>
      <Title order={2} id="invite">
        {texts.invite}
      </Title>
      {invited === undefined ? (
        <InviteForm key={count} invited={setInvited} comesBack={count > 0} />
      ) : (
        <TheLink
          {...invited}
          another={() => {
            setInvited(undefined);
            setCount(count + 1);
          }}
        />
      )}
    </Stack>
  );
};

type FormGiven = Readonly<{ invited: (invited: Invited) => void; comesBack: boolean }>;

const InviteForm = ({ invited, comesBack }: FormGiven): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const roles = useTexts(staffTexts);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (comesBack) input.current?.focus();
  }, [comesBack]);
  const form = useKeptForm({
    name: 'invite-staff',
    initial: { email: '', role: 'support' },
    check: ({ email }) => ({ email: email.trim() === '' ? texts.enterEmail : undefined }),
  });
  const email = form.values.email.trim();
  const action = useAction(inviteStaff, {
    changes: [staffPlaces.invitations],
    done: ({ link, expiresAt }) => {
      form.sent();
      invited({ email, link, expiresAt });
    },
  });
  const role = staffRoles.find((each) => each === form.values.role) ?? 'support';
  return (
    <Form
      form={form}
      action={action}
      labels={{ email: texts.email, role: texts.role }}
      onSubmit={() => void action.run({ body: { email, role } })}
    >
      <Text>{texts.inviteHelp}</Text>
      <TextInput
        {...field(form, 'email')}
        ref={input}
        label={texts.email}
        type="email"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        maw={420}
      />
      <Radio.Group
        name="role"
        label={texts.role}
        value={role}
        onChange={(value) => form.set('role', value)}
        error={form.errors.role}
      >
        <Stack gap="xs" pt={4}>
          {staffRoles.map((value) => (
            <Radio key={value} value={value} label={roles[value]} description={roles[`${value}May`]} />
          ))}
        </Stack>
      </Radio.Group>
      <FormProblem />
      <Group>
        <SubmitButton>{texts.send}</SubmitButton>
      </Group>
    </Form>
  );
};

const TheLink = ({ email, link, expiresAt, another }: Invited & Readonly<{ another: () => void }>): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const time = useTime();
  return (
    <Outcome title={texts.invited(email)} takesFocus>
      <Text>{texts.linkMailed(time.instant(expiresAt))}</Text>
      <Copyable text={link} label={texts.link} />
      <Button variant="default" onClick={another}>
        {texts.another}
      </Button>
    </Outcome>
  );
};
