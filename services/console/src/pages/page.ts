import type { ComponentType } from 'react';
import type { Path } from '../paths.ts';

export type PageRoute = Readonly<{
  /** Of `src/paths.ts`. */
  path: Path;
  /**
   * What stands around it. `none`: nothing, and nobody need be signed in. `frame`: the bar at the left. `settings`: the
   * bar, and the contents of Account Settings at its side.
   */
  around: 'none' | 'frame' | 'settings';
  /** Only for the staff: others are told who can. */
  staff?: true;
  /** Its code, loaded when somebody goes there. */
  load: () => Promise<Readonly<{ Page: ComponentType }>>;
}>;

/** One page of the console. */
export const page = (route: PageRoute): PageRoute => route;
