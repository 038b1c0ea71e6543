import { CONTAINER_PORT } from '../../backstage/container';
import { describe } from '../../util/describe';
import type { PortalRule } from './portal-values';

/** The image's configuration contains its port. Only a custom image or configuration reads PORT. */
export const containerPort: PortalRule = {
  id: 'container-port',
  severity: 'warning',
  about: 'The variable PORT is the port of the image, because the probes and the Service use that port.',
  *check({ values: { backstage }, facts }) {
    if (!backstage.enabled) {
      return;
    }
    for (const { path, name, value } of facts.customVariables) {
      if (name === 'PORT' && value && value.trim() !== String(CONTAINER_PORT.number)) {
        yield {
          path: `${path}.value`,
          message: `must be ${CONTAINER_PORT.number}: the image listens on that port whatever PORT is, and the probes and the Service use it, got ${describe(value)}`,
          fix: 'remove the entry; to change the port of the Service, set backstage.service.port',
        };
      }
    }
  },
};
