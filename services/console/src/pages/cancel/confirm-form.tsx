import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReadAgreementsResponse } from '../../api/generated/types.gen.ts';
import type { Problem } from '../../api/problem.ts';
import { checkbox, field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { paths } from '../../paths.ts';
import type { Account } from '../../session/account.ts';
import type { Confirmation } from '../../session/cancelled.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import styles from './steps.module.css';
import { cancelTexts } from './texts.ts';

type Agreement = ReadAgreementsResponse['agreements'][number];

type Given = Readonly<{
  account: Account;
  agreements: readonly Agreement[];
  action: Readonly<{ isRunning: boolean; problem: Problem | undefined }>;
  confirm: (agreed: Confirmation['agreements']) => void;
}>;

const boxOf = ({ digest }: Agreement): string => `agreed-${digest}`;

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.toLowerCase();

/** The texts here, not behind links; a box each; the address typed; one button. */
export const ConfirmForm = ({ account: { email }, agreements, action, confirm }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  const initial: Readonly<Record<string, string | boolean>> = {
    typedEmail: '',
    ...Object.fromEntries(agreements.map((agreement) => [boxOf(agreement), false])),
  };
  const form = useKeptForm({
    name: 'cancel.confirm',
    initial,
    check: (values) => ({
      ...Object.fromEntries(
        agreements
          .filter((agreement) => values[boxOf(agreement)] !== true)
          .map((agreement) => [boxOf(agreement), texts.agreeFirst(agreement.title)]),
      ),
      typedEmail: isSame(String(values['typedEmail']), email) ? undefined : texts.emailDiffers,
    }),
  });
  const labels = {
    typedEmail: texts.email,
    ...Object.fromEntries(agreements.map((agreement) => [boxOf(agreement), agreement.title])),
  };
  const isUncertain = action.problem !== undefined && (action.problem.status === 0 || action.problem.status >= 500);
  return (
    <Form
      form={form}
      action={action}
      labels={labels}
      onSubmit={() => confirm(agreements.map(({ id, version, digest }) => ({ id, version, digest })))}
    >
      <Text>{texts.agreementsLead}</Text>
      {agreements.map((agreement) => (
        <AgreementText key={agreement.id} agreement={agreement}>
          <Checkbox {...checkbox(form, boxOf(agreement))} label={texts.agree(agreement.title)} />
        </AgreementText>
      ))}
      <TextInput
        {...field(form, 'typedEmail')}
        label={texts.typeEmail(email)}
        type="email"
        autoComplete="off"
        spellCheck={false}
        maw={440}
      />
      <FormProblem>{isUncertain && <Text size="xs">{texts.notKnown}</Text>}</FormProblem>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {texts.confirmHelp}
        </Text>
        <Group>
          <SubmitButton color="red.9">{texts.confirm}</SubmitButton>
          <Button component={Link} to={paths.home} variant="subtle" color="gray">
            {texts.keepAccount}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
};

type TextGiven = Readonly<{ agreement: Agreement; children: ReactNode }>;

const AgreementText = ({ agreement: { id, title, version, text }, children }: TextGiven): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`${id}-title`}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h3" id={`${id}-title`}>
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {texts.version(version)}
          </Text>
        </div>
        <div className={styles['agreement']}>{text}</div>
        {children}
      </Stack>
    </Paper>
  );
};
