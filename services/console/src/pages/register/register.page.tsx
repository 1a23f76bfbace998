import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { useBrand, useService } from '../../brand/service.ts';
import { BarePage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { useAccount } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { RegisterForm } from './register-form.tsx';
import { registerTexts } from './texts.ts';

/** ID-1: email, username, password; a code is mailed. Where the staff make accounts, this page says so. */
export const Page = (): ReactNode => {
  const texts = useTexts(registerTexts);
  const service = useService();
  const { isSuccess } = useAccount();
  if (isSuccess) return <Redirect to={paths.home} />;
  return (
    <BarePage title={texts.title}>
      <Shown read={service}>
        {({ plan, passwords }) => (plan === 'deployment' ? <Closed /> : <RegisterForm passwords={passwords} />)}
      </Shown>
      <Text>
        {texts.haveOne}{' '}
        <Anchor component={Link} to={paths.signIn} underline="always">
          {texts.signIn}
        </Anchor>
      </Text>
    </BarePage>
  );
};

const Closed = (): ReactNode => {
  const texts = useTexts(registerTexts);
  const { supportAddress } = useBrand();
  return (
    <Stack gap="xs">
      <Text>{texts.closed}</Text>
      {supportAddress !== null && <Text>{texts.closedSupport(supportAddress)}</Text>}
    </Stack>
  );
};
