import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { endOtherSessions } from '../../../api/generated/sdk.gen.ts';
import { useAction } from '../../../api/use-action.ts';
import { WorkingButton } from '../../../forms/form.tsx';
import { ProblemNotice } from '../../../states/problem-notice.tsx';
import { Shown } from '../../../states/shown.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { useTime } from '../../../time/use-time.ts';
import { securityTexts } from '../texts.ts';
import { SessionItem } from './session-item.tsx';
import { inOrder, sessionsPlace, type LiveSession, type Sessions } from './sessions.ts';
import styles from './sessions.module.css';

/** Where somebody is signed in (SES-5): end one, end all others. */
export const SessionList = ({ sessions }: Readonly<{ sessions: Sessions }>): ReactNode => {
  const texts = useTexts(securityTexts);
  /** They stay where they were, with what was done, until the page is left. */
  const [ended, setEnded] = useState<readonly LiveSession[]>([]);
  return (
    <Stack component="section" gap="sm" aria-labelledby="sessions">
      <Title order={2} id="sessions">
        {texts.sessions}
      </Title>
      <Text>{texts.sessionsHelp}</Text>
      <Shown read={sessions}>
        {({ sessions: live, isWhole }) => {
          const isEnded = ({ sessionId }: LiveSession): boolean => ended.some((one) => one.sessionId === sessionId);
          const others = live.filter((each) => !each.current && !isEnded(each)).length;
          return (
            <>
              <Toolbar sessions={sessions} others={others} isWhole={isWhole} othersEnded={() => setEnded([])} />
              <Paper withBorder component="ul" className={styles['sessions']}>
                {inOrder([...live.filter((each) => !isEnded(each)), ...ended]).map((each) => (
                  <SessionItem
                    key={each.sessionId}
                    session={each}
                    noteEnded={(session) => setEnded((before) => [...before, session])}
                  />
                ))}
              </Paper>
              <More sessions={sessions} />
            </>
          );
        }}
      </Shown>
    </Stack>
  );
};

type Tools = Readonly<{ sessions: Sessions; others: number; isWhole: boolean; othersEnded: () => void }>;

const Toolbar = ({ sessions, others, isWhole, othersEnded }: Tools): ReactNode => {
  const texts = useTexts(securityTexts);
  const time = useTime();
  const result = useRef<HTMLDivElement>(null);
  const action = useAction(endOtherSessions, {
    changes: [sessionsPlace],
    done: () => {
      othersEnded();
      result.current?.focus();
    },
  });
  const { answer, problem } = action;
  const hasOthers = others > 0 || !isWhole;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        {hasOthers ? (
          <WorkingButton variant="default" isRunning={action.isRunning} onClick={() => void action.run({})}>
            {isWhole ? texts.endOthers(others) : texts.endAllOthers}
          </WorkingButton>
        ) : (
          <span>{texts.onlyThis}</span>
        )}
        <Group gap="xs">
          <Text size="xs" c="dimmed" role="status">
            {texts.asOf(time.clock(sessions.dataUpdatedAt))}
          </Text>
          <WorkingButton
            variant="subtle"
            size="xs"
            isRunning={sessions.isRefetching}
            onClick={() => void sessions.refetch()}
          >
            {texts.refresh}
          </WorkingButton>
        </Group>
      </Group>
      <div ref={result} tabIndex={-1} className={styles['result']}>
        {answer !== undefined && texts.othersEnded(answer.ended)}
        {problem !== undefined && <ProblemNotice problem={problem} />}
      </div>
    </Stack>
  );
};

const More = ({ sessions }: Readonly<{ sessions: Sessions }>): ReactNode => {
  const texts = useTexts(securityTexts);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = sessions;
  return (
    hasNextPage && (
      <WorkingButton variant="default" isRunning={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {texts.more}
      </WorkingButton>
    )
  );
};
