export { session } from './session.service.ts';
