import { paths, pathTo, type Path } from '../paths.ts';
import { isPage } from '../pages/known.ts';
import type { frameTexts } from './frame.texts.ts';

type Name = keyof (typeof frameTexts)['en'];
export type Entry = Readonly<{ name: Name; path: Path; href: string }>;

const entry = (name: Entry['name'], path: Path, parameters: Readonly<Record<string, string>> = {}): Entry => ({
  name,
  path,
  href: pathTo(path, parameters),
});

const existing = (entries: readonly Entry[]): readonly Entry[] => entries.filter(({ path }) => isPage(path));

/** What the bar leads to in this workspace. */
export const workspaceEntries = (workspaceId: string | undefined): readonly Entry[] =>
  existing([
    ...(workspaceId === undefined ? [] : [entry('members', paths.members, { workspaceId })]),
    entry('tickets', paths.tickets),
    ...(workspaceId === undefined ? [] : [entry('workspaceSettings', paths.workspaceSettings, { workspaceId })]),
  ]);

export const staffEntries = (): readonly Entry[] =>
  existing([
    entry('adminCancellations', paths.adminCancellations),
    entry('adminTickets', paths.adminTickets),
    entry('adminStaff', paths.adminStaff),
  ]);

/** The contents of Account Settings. */
export const settingsEntries = (): readonly Entry[] =>
  existing([entry('userInformation', paths.userInformation), entry('security', paths.security)]);
