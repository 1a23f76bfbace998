import type { ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { stepPaths } from './steps.ts';

/** The menu's entry: the first step. */
export const Page = (): ReactNode => <Redirect to={stepPaths.verify} />;
