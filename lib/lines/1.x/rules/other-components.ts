import type { Violation } from '../../../util/violation';
import type { ChartRule, ChartSubject } from '../subject';

/** The chart refuses values of other components too. Helm then installs nothing, not even the portal. */
export const otherComponents: ChartRule = {
  id: 'other-components',
  severity: 'error',
  about: 'The chart accepts the values of the cluster gateway and of the portal assistant.',
  *check(subject) {
    yield* gatewayReplicas(subject);
    yield* missingModel(subject);
    yield* nullValues(subject);
  },
};

function* gatewayReplicas({ values, facts }: ChartSubject): Iterable<Violation> {
  const { replicas } = values.clusterGateway;
  const path = 'clusterGateway.replicas';
  if (facts.features.hasSingleGateway && replicas !== 1) {
    const got = replicas ?? 'null';
    yield { path, message: `must be 1, because each agent is connected to one pod; got ${got}`, fix: 'set it to 1' };
  } else if (replicas !== undefined && replicas < 1) {
    yield { path, message: `must be at least 1, got ${replicas}`, fix: 'set it to 1 or more' };
  }
}

function* missingModel({ values }: ChartSubject): Iterable<Violation> {
  const { enabled, llm } = values.portalAssistant;
  if (!enabled) {
    return;
  }
  const missing = (key: string, fix: string): Violation => ({
    path: `portalAssistant.llm.${key}`,
    message: 'is required, because portalAssistant.enabled is true',
    fix: `${fix}, or set portalAssistant.enabled to false`,
  });
  if (!llm.secretName) {
    yield missing('secretName', 'set it to the name of the Secret that contains PORTAL_ASSISTANT_LLM_API_KEY');
  }
  if (!llm.modelName) {
    yield missing('modelName', 'set it to the name of a model, such as openai:gpt-4o-mini');
  }
}

/** Finds values that the chart requires, although it has a default for them. */
function* nullValues(subject: ChartSubject): Iterable<Violation> {
  for (const path of ['portalAssistant.name', 'portalAssistant.service.port']) {
    if (subject.nulls.has(path)) {
      yield { path, message: 'must have a value, got null', fix: 'set it, or remove it to use the default' };
    }
  }
}
