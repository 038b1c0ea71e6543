import { portViolations } from '../../../kubernetes/port';
import { checkParentPorts } from '../../common/checks/parent-refs';
import { checkPolicyPorts } from '../../common/checks/policy-ports';
import type { ChartRule } from '../subject';

/** Kubernetes rejects a port outside of 1 to 65535, and no process can listen on it. */
export const ports: ChartRule = {
  id: 'ports',
  severity: 'error',
  about: 'Ports are integers from 1 to 65535.',
  *check({ values, facts }) {
    const { backstage, openchoreoApi, portalAssistant } = values;
    if (backstage.enabled) {
      const { type, port, nodePort } = backstage.service;
      yield* portViolations('backstage.service.port', port);
      if (type === 'NodePort' && nodePort) {
        yield* portViolations('backstage.service.nodePort', nodePort);
      }
      if (!backstage.features.assistant.portalAssistantUrl && portalAssistant.service.port !== undefined) {
        yield* portViolations('portalAssistant.service.port', portalAssistant.service.port);
      }
      yield* checkPolicyPorts(values);
      if (facts.routeKind === 'HTTPRoute') {
        yield* checkParentPorts('backstage.http', backstage.http.parentRefs);
      }
    }
    if (facts.rendersApiRoute) {
      yield* portViolations('openchoreoApi.service.port', openchoreoApi.service.port);
      yield* checkParentPorts('openchoreoApi.http', openchoreoApi.http.parentRefs);
    }
  },
};
