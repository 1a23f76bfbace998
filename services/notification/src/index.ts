export { notification } from './notification.service.ts';
