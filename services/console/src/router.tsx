import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { parseSearch, stringifySearch } from './address.ts';
import { noteKnown } from './pages/known.ts';
import type { PageRoute } from './pages/page.ts';
import { pages } from './pages/routes.ts';
import { Session } from './session/session.tsx';
import { StaffOnly } from './session/staff-only.tsx';
import { Broken, NotFound } from './states/whole-page.tsx';

const Frame = lazy(async () => ({ default: (await import('./frame/frame.tsx')).Frame }));
const SettingsFrame = lazy(async () => ({ default: (await import('./frame/frame.tsx')).SettingsFrame }));

const Everything = (): ReactNode => (
  <Session>
    <Outlet />
  </Session>
);

const Framed = (): ReactNode => (
  <Suspense>
    <Frame>
      <Outlet />
    </Frame>
  </Suspense>
);

const Settings = (): ReactNode => (
  <SettingsFrame>
    <Outlet />
  </SettingsFrame>
);

const ForStaff = (): ReactNode => (
  <StaffOnly>
    <Outlet />
  </StaffOnly>
);

noteKnown(pages.map(({ path }) => path));

const root = createRootRoute({ component: Everything, notFoundComponent: NotFound, errorComponent: Broken });
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Framed });
const settings = createRoute({ getParentRoute: () => framed, id: 'settings', component: Settings });
const forStaff = createRoute({ getParentRoute: () => framed, id: 'staff', component: ForStaff });

const under = (parent: typeof root | typeof framed, chosen: readonly PageRoute[]) =>
  chosen.map(({ path, load }) =>
    createRoute({ getParentRoute: () => parent as typeof root, path, component: lazyRouteComponent(load, 'Page') }),
  );

const around = (which: PageRoute['around'], staff: boolean): readonly PageRoute[] =>
  pages.filter((page) => page.around === which && (page.staff ?? false) === staff);

const tree = root.addChildren([
  ...under(root, around('none', false)),
  framed.addChildren([
    ...under(framed, around('frame', false)),
    settings.addChildren(under(settings as never, around('settings', false))),
    forStaff.addChildren(under(forStaff as never, around('frame', true))),
  ]),
]);

/** Paths are those of `src/paths.ts`; pages are loaded when a link to them is looked at. */
export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
  });
