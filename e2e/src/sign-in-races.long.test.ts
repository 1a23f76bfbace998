import { signInRaces } from './races/sign-in-races.suite.ts';

// Of 20 sign-ins each: 200 for each change.
signInRaces(10);
