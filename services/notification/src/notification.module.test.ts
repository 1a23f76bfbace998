import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { NotificationModule } from './notification.module.ts';
import { notification } from './notification.definition.ts';

moduleSuite(NotificationModule, notification);
