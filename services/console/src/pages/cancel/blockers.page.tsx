import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import type { Blocker } from '../../api/generated/types.gen.ts';
import { useRead } from '../../api/use-read.ts';
import { SettingRows } from '../../settings/setting-row.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { BlockerRow } from './blocker-row.tsx';
import { preCheckAgain } from './pre-check.ts';
import { VerifiedStepPage } from './step-page.tsx';
import { stepPaths } from './steps.ts';
import { cancelTexts } from './texts.ts';

const everyMs = 5_000;

/** Step 2: everything that stands in the way at once, each with its remedy in place (CAN-3). */
export const Page = (): ReactNode => {
  const read = useRead(preCheckAgain, { every: (found) => (found?.blockers.length === 0 ? undefined : everyMs) });
  return (
    <VerifiedStepPage step="blockers">
      <Shown read={read}>{({ blockers }) => <Blockers blockers={blockers} />}</Shown>
    </VerifiedStepPage>
  );
};

const keyOf = ({ code, workspaceId }: Blocker): string => workspaceId ?? code;

const Blockers = ({ blockers }: Readonly<{ blockers: readonly Blocker[] }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const [meanwhile] = useSearch('meanwhile');
  const { done, result, settled } = useResult();
  useTurnByItself(blockers.length);
  if (blockers.length === 0) return <NothingStands />;
  return (
    <Stack gap="md">
      {meanwhile !== undefined && (
        <Alert color="yellow" variant="outline" role="alert">
          {texts.cameMeanwhile}
        </Alert>
      )}
      <Text>{texts.blockersLead(blockers.length)}</Text>
      <div ref={result} tabIndex={-1} role="status">
        {done}
      </div>
      <SettingRows>
        {blockers.map((blocker) => (
          <BlockerRow key={keyOf(blocker)} blocker={blocker} settled={settled} />
        ))}
      </SettingRows>
    </Stack>
  );
};

/** What was done takes the place of what it removed, and the focus, once its panel is closed. */
const useResult = () => {
  const [done, setDone] = useState<string>();
  const [open] = useSearch('open');
  const result = useRef<HTMLDivElement>(null);
  const announced = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (done === announced.current || open !== undefined) return;
    announced.current = done;
    result.current?.focus();
  }, [done, open]);
  return { done, result, settled: setDone };
};

/** When the last one goes while somebody looks, the next step is there. */
const useTurnByItself = (count: number): void => {
  const navigate = useNavigate();
  const before = useRef(count);
  useEffect(() => {
    if (before.current > 0 && count === 0) void navigate({ to: stepPaths.notice });
    before.current = count;
  }, [count, navigate]);
};

const NothingStands = (): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <Stack>
      <Text>{texts.noBlockers}</Text>
      <Group>
        <Button component={Link} to={stepPaths.notice}>
          {texts.goOn}
        </Button>
      </Group>
    </Stack>
  );
};
