export { identity } from './identity.service.ts';
