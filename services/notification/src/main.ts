import { runAlone } from '@lethe/service';
import { notification } from './notification.service.ts';

await runAlone(notification);
