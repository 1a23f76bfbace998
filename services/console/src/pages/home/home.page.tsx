import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';

/** Where one begins after signing in. */
export const Page = (): ReactNode => <Navigate to={paths.userInformation} replace />;
