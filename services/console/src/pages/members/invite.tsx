import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { inviteMember } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { usePanel } from '../../settings/use-panel.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { memberRoles, type Workspace } from '../../workspaces/workspace.ts';
import { roleMayTexts, roleTexts } from '../../workspaces/workspaces.texts.ts';
import { invitationsPlace } from './places.ts';
import { membersTexts } from './texts.ts';

type Sent = Readonly<{ email: string; expiresAt: string }>;

/** The page's first thing to do: a panel that stays open, for whoever invites several. */
export const Invite = ({ workspace: { workspaceId } }: Readonly<{ workspace: Workspace }>): ReactNode => {
  const texts = useTexts(membersTexts);
  const time = useTime();
  const { isOpen, toggle, close, button, panel } = usePanel('invite');
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const last = sent.at(-1);
  return (
    <Stack gap={0} align="flex-start">
      <Button ref={button} onClick={toggle} aria-expanded={isOpen} aria-controls="invite">
        {texts.invite}
      </Button>
      <div id="invite" ref={panel} hidden={!isOpen} style={{ inlineSize: '100%' }}>
        {isOpen && (
          <Paper withBorder p="md" mt="md" maw={480}>
            <Stack gap="md">
              <Title order={2}>{texts.invite}</Title>
              <InviteForm
                key={sent.length}
                isNext={sent.length > 0}
                workspaceId={workspaceId}
                sent={(one) => setSent((before) => [...before, one])}
                close={close}
              />
            </Stack>
          </Paper>
        )}
      </div>
      <Text component="div" role="status" pt={last === undefined ? 0 : 'md'}>
        {last !== undefined && texts.sent(last.email, time.instant(last.expiresAt))}
      </Text>
    </Stack>
  );
};

type Given = Readonly<{ workspaceId: string; isNext: boolean; sent: (one: Sent) => void; close: () => void }>;

const InviteForm = ({ workspaceId, isNext, sent, close }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const roles = useTexts(roleTexts);
  const may = useTexts(roleMayTexts);
  const input = useRef<HTMLInputElement>(null);
  const form = useKeptForm({
    name: 'invite',
    initial: { email: '', role: 'member' },
    check: ({ email }) => ({ email: email.trim() === '' ? texts.enterEmail : undefined }),
  });
  const { email, role } = form.values;
  const action = useAction(inviteMember, {
    changes: [invitationsPlace(workspaceId)],
    done: ({ expiresAt }) => {
      form.sent();
      sent({ email: email.trim(), expiresAt });
    },
  });
  useLayoutEffect(() => {
    if (isNext) input.current?.focus();
  }, [isNext]);
  return (
    <Form
      form={form}
      action={action}
      labels={{ email: texts.email, role: texts.role }}
      onSubmit={(values) =>
        void action.run({
          path: { workspaceId },
          body: { email: values.email.trim(), role: values.role as (typeof memberRoles)[number] },
        })
      }
    >
      <TextInput
        {...field(form, 'email')}
        ref={input}
        label={texts.email}
        description={texts.inviteHelp}
        type="email"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
      />
      <NativeSelect
        {...field(form, 'role')}
        label={texts.role}
        description={may[role as keyof typeof may]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={memberRoles.map((value) => ({ value, label: roles[value] }))}
      />
      <FormProblem />
      <Group>
        <SubmitButton>{texts.send}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.close}
        </Button>
      </Group>
    </Form>
  );
};
