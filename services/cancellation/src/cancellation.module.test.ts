import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { CancellationModule } from './cancellation.module.ts';
import { cancellation } from './cancellation.definition.ts';

moduleSuite(CancellationModule, cancellation);
