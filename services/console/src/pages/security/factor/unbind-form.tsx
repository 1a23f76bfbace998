import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { unbindTotp } from '../../../api/generated/sdk.gen.ts';
import { useAction } from '../../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../../forms/form.tsx';
import { useKeptForm } from '../../../forms/use-kept-form.ts';
import { sessionTexts } from '../../../session/session.texts.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { securityTexts } from '../texts.ts';
import { factors } from './factors.ts';

type Given = Readonly<{
  address: string;
  isStaff: boolean;
  codesLeft: number;
  others: number | undefined;
  unbound: () => void;
  unboundElsewhere: () => void;
  close: () => void;
}>;

/** What unbinding does, and the code that does it (MFA-5). */
export const UnbindForm = (given: Given): ReactNode => {
  const { unbound, unboundElsewhere, close } = given;
  const texts = { ...useTexts(sessionTexts), ...useTexts(securityTexts) };
  const form = useKeptForm({
    name: 'unbind',
    initial: { code: '' },
    secrets: ['code'],
    check: ({ code }) => ({ code: code.trim() === '' ? texts.enterCode : undefined }),
  });
  const action = useAction(unbindTotp, { changes: [factors.queryKey], done: unbound });
  const isUnbound = action.problem?.code === 'no-factor';
  useEffect(() => {
    if (isUnbound) unboundElsewhere();
    // Once, when it is told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isUnbound]);
  return (
    <Stack gap="sm">
      <Consequences {...given} />
      <Form
        form={form}
        action={action}
        labels={{ code: texts.code }}
        onSubmit={({ code }) => void action.run({ body: { code: code.trim() } })}
      >
        <TextInput
          {...field(form, 'code')}
          label={texts.code}
          description={texts.codeHelp}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maw={420}
        />
        <FormProblem />
        <Group>
          <SubmitButton color="red">{texts.doUnbind}</SubmitButton>
          <Button variant="subtle" color="gray" onClick={close}>
            {texts.keepIt}
          </Button>
        </Group>
      </Form>
    </Stack>
  );
};

const Consequences = ({ address, isStaff, codesLeft, others }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  return (
    <div>
      <Text>{texts.thenHappens}</Text>
      <List>
        <List.Item>{texts.unbindSignIn}</List.Item>
        <List.Item>{texts.unbindCodes(codesLeft)}</List.Item>
        {others !== undefined && <List.Item>{texts.othersEndThen(others)}</List.Item>}
        {isStaff && <List.Item>{texts.unbindStaff}</List.Item>}
        <List.Item>{texts.weTell(address)}</List.Item>
      </List>
    </div>
  );
};
