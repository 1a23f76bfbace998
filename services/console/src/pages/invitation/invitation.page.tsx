import { Anchor, Button, Divider, Group, Stack, Text } from '@mantine/core';
import { Link, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { acceptInvitation, previewInvitation, signOut } from '../../api/generated/sdk.gen.ts';
import type { InvitationPreview } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { reading, useChanged, useRead } from '../../api/use-read.ts';
import { WorkingButton } from '../../forms/form.tsx';
import { BarePage } from '../../look/page.tsx';
import { paths, pathTo } from '../../paths.ts';
import { account, useAccount, type Account } from '../../session/account.ts';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { ProblemNotice } from '../../states/problem-notice.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { workspaces } from '../../workspaces/use-workspace.ts';
import { roleTexts } from '../../workspaces/workspaces.texts.ts';
import { isPage } from '../known.ts';
import { keptInvitation } from '../../workspaces/kept-invitation.ts';
import { invitationTexts } from './texts.ts';

/** Behind the link of an invitation: what it offers, then sign in or register, then join (WS-5). */
export const Page = (): ReactNode => {
  const { hash, pathname } = useLocation();
  const { history } = useRouter();
  const [token, setToken] = useState(() => (hash === '' ? keptInvitation.read() : hash));
  // While the next page is loaded this one is still shown, and the address is the next one's already.
  const isHere = pathname === paths.invitation;
  if (isHere && hash !== '' && hash !== token) setToken(hash);
  useEffect(() => {
    if (!isHere || token === undefined) return;
    keptInvitation.keep(token);
    if (hash === '') history.replace(`${paths.invitation}#${token}`);
  }, [isHere, hash, token, history]);
  return token === undefined ? <Incomplete /> : <Invited key={token} token={token} />;
};

const Incomplete = (): ReactNode => {
  const texts = useTexts(invitationTexts);
  return (
    <BarePage title={texts.title}>
      <Text>{texts.incomplete}</Text>
      <Elsewhere />
    </BarePage>
  );
};

/** Nothing more is to be done with a token that leads nowhere. */
const Gone = (): ReactNode => {
  const texts = useTexts(invitationTexts);
  useEffect(() => keptInvitation.forget(), []);
  return (
    <BarePage key="gone" title={texts.gone}>
      <Text>{texts.goneWhat}</Text>
      <Text>{texts.goneHelp}</Text>
      <Elsewhere />
    </BarePage>
  );
};

const Elsewhere = (): ReactNode => {
  const texts = useTexts(invitationTexts);
  const { isSuccess } = useAccount();
  return (
    <Button
      component={Link}
      to={isSuccess ? paths.home : paths.signIn}
      onClick={() => keptInvitation.forget()}
      style={{ alignSelf: 'flex-start' }}
    >
      {isSuccess ? texts.myWorkspaces : texts.signIn}
    </Button>
  );
};

const Invited = ({ token }: Readonly<{ token: string }>): ReactNode => {
  const texts = useTexts(invitationTexts);
  const shown = useShownName();
  const read = useRead(reading(['invitation', token], () => previewInvitation({ body: { token } })));
  const [isGone, setGone] = useState(false);
  const code = read.error?.code;
  if (isGone || code === 'invitation-unknown' || code === 'invalid-input') return <Gone />;
  return (
    <BarePage title={read.data === undefined ? texts.title : texts.invited(shown(read.data.workspaceName))}>
      <Shown read={read}>
        {(preview) => (
          <>
            <Offer {...preview} />
            <Answer token={token} preview={preview} gone={() => setGone(true)} />
          </>
        )}
      </Shown>
    </BarePage>
  );
};

const Offer = ({ role, expiresAt }: InvitationPreview): ReactNode => {
  const texts = useTexts(invitationTexts);
  const roles = useTexts(roleTexts);
  return (
    <dl style={{ margin: 0 }}>
      <Text component="dt" c="dimmed" size="xs">
        {texts.role}
      </Text>
      <Text component="dd" m={0} mb="xs">
        {roles[role]}
      </Text>
      <Text component="dt" c="dimmed" size="xs">
        {texts.until}
      </Text>
      <Text component="dd" m={0}>
        <Instant at={expiresAt} />
      </Text>
    </dl>
  );
};

type Given = Readonly<{ token: string; preview: InvitationPreview; gone: () => void }>;

const Answer = (given: Given): ReactNode => {
  const read = useAccount();
  if (read.data === undefined && read.error?.code === 'session-ended') return <SignInFirst />;
  return <Shown read={read}>{(who) => <Accept {...given} who={who} />}</Shown>;
};

/** In place, so that the fragment stays where it is. */
const SignInFirst = (): ReactNode => {
  const texts = useTexts(invitationTexts);
  const changed = useChanged();
  return (
    <Stack gap="md">
      <Divider />
      <Text>{texts.signInFirst}</Text>
      <SignInForm name="sign-in" signedIn={() => void changed(account.queryKey)} />
      {isPage(paths.register) && (
        <Text>
          {texts.noAccount} <Anchor href={paths.register}>{texts.register}</Anchor>
        </Text>
      )}
    </Stack>
  );
};

const Accept = ({ token, preview, gone, who }: Given & Readonly<{ who: Account }>): ReactNode => {
  const texts = useTexts(invitationTexts);
  const shown = useShownName();
  const navigate = useNavigate();
  const accept = useAction(acceptInvitation, {
    changes: [workspaces.queryKey],
    done: ({ workspaceId }) => {
      keptInvitation.forget();
      void navigate({ to: pathTo(paths.members, { workspaceId }), replace: true });
    },
  });
  const other = useAction(signOut, { done: () => location.reload() });
  const code = accept.problem?.code;
  const isForOther = code === 'invitation-for-another-address';
  useEffect(() => {
    if (code === 'invitation-unknown') gone();
  }, [code, gone]);
  const otherAccount = (
    <WorkingButton
      variant={isForOther ? 'filled' : 'subtle'}
      color={isForOther ? 'accent' : 'gray'}
      isRunning={other.isRunning}
      onClick={() => void other.run({})}
    >
      {texts.otherAccount}
    </WorkingButton>
  );
  return (
    <Stack gap="md">
      <Divider />
      <Text>{texts.as(who.username, who.email)}</Text>
      {accept.problem !== undefined && <ProblemNotice problem={accept.problem} />}
      {other.problem !== undefined && <ProblemNotice problem={other.problem} />}
      <Group gap="xs">
        {!isForOther && (
          <WorkingButton isRunning={accept.isRunning} onClick={() => void accept.run({ body: { token } })}>
            {texts.accept(shown(preview.workspaceName))}
          </WorkingButton>
        )}
        {otherAccount}
        <Button component={Link} to={paths.home} variant="subtle" color="gray" onClick={() => keptInvitation.forget()}>
          {texts.notNow}
        </Button>
      </Group>
    </Stack>
  );
};
