import { Box, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { resendInvitation, revokeInvitation } from '../../api/generated/sdk.gen.ts';
import type { Invitation } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { Confirmation } from '../../forms/confirmation.tsx';
import { WorkingButton } from '../../forms/form.tsx';
import { usePanel } from '../../settings/use-panel.ts';
import { ProblemNotice } from '../../states/problem-notice.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import { useNameOf } from '../../workspaces/member-name.tsx';
import { roleTexts } from '../../workspaces/workspaces.texts.ts';
import { invitationsPlace } from './places.ts';
import { membersTexts } from './texts.ts';

type Given = Readonly<{
  invitation: Invitation;
  workspaceId: string;
  said: string | undefined;
  sentAgain: (what: string) => void;
  revoked: (what: string) => void;
}>;

/** One open invitation: until when, by whom, and what one may do about it. */
export const InvitationRow = ({ invitation, workspaceId, said, sentAgain, revoked }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const roles = useTexts(roleTexts);
  const time = useTime();
  const { invitationId, email, role, invitedByName, invitedAt, expiresAt } = invitation;
  const sender = useNameOf()(invitedByName);
  const { isOpen, toggle, close, button, panel } = usePanel(invitationId);
  const again = useAction(resendInvitation, {
    changes: [invitationsPlace(workspaceId)],
    done: (sent) => sentAgain(texts.sentAgain(time.instant(sent.expiresAt))),
  });
  return (
    <>
      <tr>
        <td>
          <Text fw={600}>{email}</Text>
          <Text hiddenFrom="md" size="xs" c="dimmed">
            {roles[role]}, {texts.by(sender)}, {texts.validUntil(time.instant(expiresAt))}
          </Text>
          <div role="status">{said}</div>
        </td>
        <Box component="td" visibleFrom="md" style={{ whiteSpace: 'nowrap' }}>
          {roles[role]}
        </Box>
        <Box component="td" visibleFrom="md">
          <Instant at={invitedAt} as="relative" /> <bdi>{texts.by(sender)}</bdi>
        </Box>
        <Box component="td" visibleFrom="md">
          <Instant at={expiresAt} />
        </Box>
        <Box component="td" w={{ base: 130, md: 220 }}>
          <Group gap="xs" justify="flex-end">
            <WorkingButton
              variant="default"
              size="xs"
              aria-label={texts.sendAgainTo(email)}
              isRunning={again.isRunning}
              onClick={() => void again.run({ path: { workspaceId, invitationId } })}
            >
              {texts.sendAgain}
            </WorkingButton>
            <Button
              ref={button}
              variant="default"
              size="xs"
              aria-label={texts.revokeOf(email)}
              aria-expanded={isOpen}
              aria-controls={`panel-${invitationId}`}
              onClick={toggle}
            >
              {texts.revoke}
            </Button>
          </Group>
        </Box>
      </tr>
      <tr hidden={!isOpen && again.problem === undefined}>
        <td colSpan={5}>
          <div ref={panel} id={`panel-${invitationId}`}>
            {again.problem !== undefined && <ProblemNotice problem={again.problem} />}
            {isOpen && <Revoking {...{ invitation, workspaceId, revoked }} keep={close} />}
          </div>
        </td>
      </tr>
    </>
  );
};

type RevokingGiven = Pick<Given, 'invitation' | 'workspaceId' | 'revoked'> & Readonly<{ keep: () => void }>;

const Revoking = ({ invitation, workspaceId, revoked, keep }: RevokingGiven): ReactNode => {
  const texts = useTexts(membersTexts);
  const { invitationId, email } = invitation;
  const [, setOpen] = useSearch('open');
  const action = useAction(revokeInvitation, {
    changes: [invitationsPlace(workspaceId)],
    done: () => {
      setOpen(undefined);
      revoked(texts.revoked(email));
    },
  });
  return (
    <Confirmation
      what={texts.revokeWhat(email)}
      act={texts.revokeIt}
      keep={texts.keepInvitation}
      action={action}
      onAct={() => void action.run({ path: { workspaceId, invitationId } })}
      onKeep={keep}
    />
  );
};
