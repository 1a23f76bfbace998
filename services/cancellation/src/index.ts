export { cancellation } from './cancellation.service.ts';
