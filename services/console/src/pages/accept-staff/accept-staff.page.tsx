import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { previewStaffInvitation } from '../../api/generated/sdk.gen.ts';
import { reading, useRead } from '../../api/use-read.ts';
import { BarePage } from '../../look/page.tsx';
import { paths, toSignIn } from '../../paths.ts';
import { useAccount } from '../../session/account.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { AcceptForm } from './accept-form.tsx';
import { acceptStaffTexts } from './texts.ts';

/** Where the link of a staff invitation leads; its one-time token stands in the fragment, which no server sees. */
export const Page = (): ReactNode => {
  const texts = useTexts(acceptStaffTexts);
  const { hash } = useLocation();
  const token = decodeURIComponent(hash);
  const [made, setMade] = useState<Readonly<{ isSignedIn: boolean }>>();
  if (made !== undefined) return <Made {...made} />;
  return (
    <BarePage title={texts.title}>
      {token === '' ? <Text>{texts.noToken}</Text> : <Invitation key={token} token={token} made={setMade} />}
    </BarePage>
  );
};

type Given = Readonly<{ token: string; made: (made: Readonly<{ isSignedIn: boolean }>) => void }>;

const Invitation = ({ token, made }: Given): ReactNode => {
  const texts = useTexts(acceptStaffTexts);
  const roles = useTexts(staffTexts);
  const time = useTime();
  const { data: account } = useAccount();
  const read = useRead({
    ...reading(['staff-invitation', token], () => previewStaffInvitation({ body: { token } })),
    // It does not change while somebody fills in the form, and once it is taken up it is gone.
    staleTime: Infinity,
  });
  return (
    <>
      <Shown read={read}>
        {({ email, role, expiresAt }) => (
          <Stack>
            <Text>{texts.invited(roles[role], time.instant(expiresAt))}</Text>
            {account !== undefined && <Text>{texts.signedIn(account.email)}</Text>}
            <AcceptForm token={token} email={email} made={made} />
          </Stack>
        )}
      </Shown>
      {read.isError && (
        <Group>
          <Anchor href={paths.signIn}>{texts.signIn}</Anchor>
        </Group>
      )}
    </>
  );
};

/** What comes next stands in the place of the form. */
const Made = ({ isSignedIn }: Readonly<{ isSignedIn: boolean }>): ReactNode => {
  const texts = useTexts(acceptStaffTexts);
  const box = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <BarePage title={texts.title}>
      <Stack align="flex-start">
        <Title order={2} ref={box} tabIndex={-1}>
          {texts.doneTitle}
        </Title>
        <Text>{isSignedIn ? texts.done : texts.doneSignIn}</Text>
        <Button component="a" href={isSignedIn ? paths.security : toSignIn(paths.security)}>
          {isSignedIn ? texts.toFactor : texts.signIn}
        </Button>
      </Stack>
    </BarePage>
  );
};
