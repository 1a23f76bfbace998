import { adminCancellationRoute } from './admin-cancellation/route.ts';
import { adminCancellationsRoute } from './admin-cancellations/route.ts';
import { homeRoute } from './home/route.ts';
import type { PageRoute } from './page.ts';
import { signInRoute } from './sign-in/route.ts';
import { userInformationRoute } from './user-information/route.ts';

/** Every page, one line each, in the order of the alphabet. What is not here does not exist, and nothing leads to it. */
export const pages: readonly PageRoute[] = [
  adminCancellationRoute,
  adminCancellationsRoute,
  homeRoute,
  signInRoute,
  userInformationRoute,
  //
];
