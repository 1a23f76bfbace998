import { Button } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { Confirmation } from '../forms/confirmation.tsx';
import { usePanel } from '../settings/use-panel.ts';

type Given = Readonly<{
  /** Stands in the address while it asks. */
  id: string;
  /** What the button says that asks, and the one that does it. */
  ask: string;
  act: string;
  what: string;
  keep: string;
  action: Readonly<{ isRunning: boolean; problem: Problem | undefined }>;
  onAct: () => void;
  /** The server said no because something changed: show how it is now. */
  refused: () => void;
}>;

/** A button for something final: what will happen is said below it, and asked once more. */
export const Ending = ({ id, ask, act, what, keep, action, onAct, refused }: Given): ReactNode => {
  const panel = usePanel(id);
  const { problem } = action;
  useEffect(() => {
    if (problem?.status === 409) refused();
    // Once for each problem.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
  return (
    <div>
      <Button ref={panel.button} variant="default" size="xs" aria-expanded={panel.isOpen} onClick={panel.toggle}>
        {ask}
      </Button>
      <div ref={panel.panel} style={{ paddingBlockStart: panel.isOpen ? '0.75rem' : 0 }}>
        {panel.isOpen && (
          <Confirmation what={what} act={act} keep={keep} action={action} onAct={onAct} onKeep={panel.close} />
        )}
      </div>
    </div>
  );
};
