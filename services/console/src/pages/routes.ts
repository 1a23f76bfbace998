import { accountInformationRoute } from './account-information/route.ts';
import { homeRoute } from './home/route.ts';
import type { PageRoute } from './page.ts';
import { registerCodeRoute } from './register-code/route.ts';
import { registerRoute } from './register/route.ts';
import { securityRoute } from './security/route.ts';
import { signInRoute } from './sign-in/route.ts';

/** Every page, one line each, in the order of the alphabet. What is not here does not exist, and nothing leads to it. */
export const pages: readonly PageRoute[] = [
  accountInformationRoute,
  homeRoute,
  registerRoute,
  registerCodeRoute,
  securityRoute,
  signInRoute,
  //
];
