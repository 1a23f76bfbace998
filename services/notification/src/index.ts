export { notification } from './notification.definition.ts';
