import { signInRaces } from './races/sign-in-races.suite.ts';

signInRaces(3);
