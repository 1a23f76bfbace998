import { useTexts } from '../texts/use-texts.tsx';
import { workspaceTexts } from './workspaces.texts.ts';

/** WS-7: what a workspace is called, or that its name is gone. */
export const useShownName = (): ((name: string | null) => string) => {
  const { nameGone } = useTexts(workspaceTexts);
  return (name) => name ?? nameGone;
};
