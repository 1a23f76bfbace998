import { openApiDocument } from '../../services/gateway/src/openapi/openapi-document.ts';
import { routes } from '../../services/gateway/src/api/routes.ts';

/** docs/openapi.json as it should be. */
export const documentText = () => `${JSON.stringify(openApiDocument(routes), undefined, 2)}\n`;
