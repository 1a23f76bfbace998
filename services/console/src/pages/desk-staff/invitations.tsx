import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { listStaffInvitations, revokeStaffInvitation } from '../../api/generated/sdk.gen.ts';
import type { ListStaffInvitationsAnswerInvitation } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { Confirmation } from '../../forms/confirmation.tsx';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { usePanel } from '../../settings/use-panel.ts';
import { staffPlaces } from '../../staff/places.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { deskStaffTexts } from './texts.ts';

type Invitation = ListStaffInvitationsAnswerInvitation;

/** The open ones, newest first. What was revoked is said where it stood. */
export const Invitations = (): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const { read, more } = usePages(staffPlaces.invitations, (cursor) => listStaffInvitations({ query: { cursor } }));
  const [open] = useSearch('open');
  const [revoked, setRevoked] = useState<Invitation>();
  const said = useRef<HTMLParagraphElement>(null);
  // The row that was pressed is gone: what was done takes the focus.
  const isGone =
    revoked !== undefined &&
    open === undefined &&
    read.data?.every((page) => page.invitations.every(({ invitationId }) => invitationId !== revoked.invitationId)) ===
      true;
  useLayoutEffect(() => {
    if (isGone) said.current?.focus();
  }, [isGone]);
  return (
    <Stack gap="xs" component="section" aria-labelledby="invitations">
      <Title order={2} id="invitations">
        {texts.invitations}
      </Title>
      <Text ref={said} role="status" tabIndex={-1}>
        {revoked !== undefined && texts.revoked(revoked.email)}
      </Text>
      <Shown read={read}>
        {(pages) => {
          const invitations = pages.flatMap((page) => page.invitations);
          return invitations.length === 0 ? (
            <Text c="dimmed">{texts.noInvitations}</Text>
          ) : (
            <StackedTable name={texts.invitations} columns={[texts.email, texts.role, texts.expires, texts.actions]}>
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.invitationId} invitation={invitation} revoked={setRevoked} />
              ))}
            </StackedTable>
          );
        }}
      </Shown>
      {more !== undefined && (
        <Group>
          <Button variant="default" onClick={more}>
            {texts.showMore}
          </Button>
        </Group>
      )}
    </Stack>
  );
};

type RowGiven = Readonly<{ invitation: Invitation; revoked: (invitation: Invitation) => void }>;

const InvitationRow = ({ invitation, revoked }: RowGiven): ReactNode => {
  const { invitationId, email, role, expiresAt } = invitation;
  const texts = useTexts(deskStaffTexts);
  const roles = useTexts(staffTexts);
  const { isOpen, toggle, close, button, panel } = usePanel(`revoke-${invitationId}`);
  const action = useAction(revokeStaffInvitation, {
    changes: [staffPlaces.invitations],
    done: () => {
      close();
      revoked(invitation);
    },
  });
  return (
    <Row>
      <Cell column={texts.email} isHeader>
        {email}
      </Cell>
      <Cell column={texts.role}>{roles[role]}</Cell>
      <Cell column={texts.expires}>
        <Instant at={expiresAt} />
      </Cell>
      <Cell column={texts.actions}>
        <Button
          ref={button}
          size="compact-sm"
          variant="default"
          aria-label={texts.revokeOf(email)}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {texts.revoke}
        </Button>
        <div ref={panel}>
          {isOpen && (
            <Confirmation
              what={texts.revokeWhat(email)}
              act={texts.revokeAct}
              keep={texts.revokeKeep}
              action={action}
              onAct={() => void action.run({ path: { invitationId } })}
              onKeep={close}
            />
          )}
        </div>
      </Cell>
    </Row>
  );
};
