import { Box, Button, Stack, VisuallyHidden } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { listInvitations } from '../../api/generated/sdk.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { invitationsPlace } from './places.ts';
import { Result } from './result.tsx';
import { membersTexts } from './texts.ts';
import tableStyles from '../../look/table.module.css';

type Said = Readonly<{ email?: string; what: string }>;

/** Those that can be accepted, newest first. */
export const InvitationList = ({ workspaceId }: Readonly<{ workspaceId: string }>): ReactNode => {
  const texts = useTexts(membersTexts);
  const { read, more } = usePages(invitationsPlace(workspaceId), (cursor) =>
    listInvitations({ path: { workspaceId }, query: cursor === undefined ? {} : { cursor } }),
  );
  const [said, setSaid] = useState<Said>();
  const result = useRef<HTMLDivElement>(null);
  const revoked = (what: string): void => {
    setSaid({ what });
    result.current?.focus();
  };
  return (
    <div>
      <Result ref={result}>{said?.email === undefined ? said?.what : undefined}</Result>
      <Shown read={read}>
        {(pages) => {
          const invitations = pages.flatMap((page) => page.invitations);
          if (invitations.length === 0) return <Empty what={texts.noInvitations} />;
          return (
            <Stack gap="md">
              <table className={tableStyles['table']} aria-label={texts.invitations}>
                <thead>
                  <tr>
                    <th>{texts.email}</th>
                    <Box component="th" visibleFrom="md">
                      {texts.role}
                    </Box>
                    <Box component="th" visibleFrom="md">
                      {texts.sentBy}
                    </Box>
                    <Box component="th" visibleFrom="md">
                      {texts.until}
                    </Box>
                    <th>
                      <VisuallyHidden>{texts.actions}</VisuallyHidden>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {invitations.map((invitation) => (
                    <InvitationRow
                      key={invitation.email}
                      {...{ invitation, workspaceId, revoked }}
                      said={said?.email === invitation.email ? said.what : undefined}
                      sentAgain={(what) => setSaid({ email: invitation.email, what })}
                    />
                  ))}
                </tbody>
              </table>
              {more !== undefined && (
                <Button variant="default" onClick={more} style={{ alignSelf: 'flex-start' }}>
                  {texts.more}
                </Button>
              )}
            </Stack>
          );
        }}
      </Shown>
    </div>
  );
};
