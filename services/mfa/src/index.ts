export { mfa } from './mfa.service.ts';
