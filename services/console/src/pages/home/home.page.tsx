import type { ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { paths } from '../../paths.ts';

/** Where one begins after signing in. */
export const Page = (): ReactNode => <Redirect to={paths.userInformation} />;
