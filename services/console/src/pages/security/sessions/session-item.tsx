import { Badge, Group } from '@mantine/core';
import { lazy, Suspense, useLayoutEffect, useId, useRef, type ReactNode } from 'react';
import { endSession } from '../../../api/generated/sdk.gen.ts';
import { useAction } from '../../../api/use-action.ts';
import { WorkingButton } from '../../../forms/form.tsx';
import { ProblemNotice } from '../../../states/problem-notice.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Instant } from '../../../time/instant.tsx';
import { securityTexts } from '../texts.ts';
import type { LiveSession } from './sessions.ts';
import styles from './sessions.module.css';

const Device = lazy(async () => ({ default: (await import('./device.tsx')).Device }));

type Given = Readonly<{ session: LiveSession; noteEnded: (session: LiveSession) => void }>;

/** One session: where, since when, and its end, which is told in the place of the button. */
export const SessionItem = ({ session, noteEnded }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const ids = useId();
  const result = useRef<HTMLDivElement>(null);
  const action = useAction(endSession);
  const { problem, answer } = action;
  const wasOver = problem?.code === 'session-unknown';
  const isOver = answer !== undefined || wasOver;
  useLayoutEffect(() => {
    if (!isOver) return;
    noteEnded(session);
    result.current?.focus();
    // Once, when it ends.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isOver]);
  const { sessionId, current, userAgent, openedAt, lastSeenAt, expiresAt } = session;
  return (
    <li className={styles['session']}>
      <div>
        <Group gap="xs">
          <span className={styles['device']} id={`${ids}device`}>
            {userAgent === null ? (
              texts.unknownDevice
            ) : (
              <Suspense>
                <Device userAgent={userAgent} />
              </Suspense>
            )}
          </span>
          {current && (
            <Badge variant="outline" color="accent" tt="none">
              {texts.thisOne}
            </Badge>
          )}
        </Group>
        <dl className={styles['facts']}>
          <Fact name={texts.lastSeen}>
            <Instant at={lastSeenAt} as="relative" />
          </Fact>
          <Fact name={texts.opened}>
            <Instant at={openedAt} as="relative" />
          </Fact>
          {!isOver && (
            <Fact name={texts.ends}>
              <Instant at={expiresAt} />
            </Fact>
          )}
        </dl>
      </div>
      {!current && !isOver && (
        <WorkingButton
          variant="default"
          size="xs"
          id={`${ids}end`}
          aria-labelledby={`${ids}end ${ids}device`}
          isRunning={action.isRunning}
          onClick={() => void action.run({ path: { sessionId } })}
        >
          {texts.end}
        </WorkingButton>
      )}
      <div ref={result} tabIndex={-1} className={styles['whole']}>
        {isOver && (wasOver ? texts.endedAlready : texts.ended)}
        {problem !== undefined && !wasOver && <ProblemNotice problem={problem} />}
      </div>
    </li>
  );
};

const Fact = ({ name, children }: Readonly<{ name: string; children: ReactNode }>): ReactNode => (
  <div>
    <dt>{name}</dt> <dd>{children}</dd>
  </div>
);
