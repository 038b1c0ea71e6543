import { join } from 'node:path';
import { development } from '../environments/development';
import { development1_2 } from '../environments/development-1.2';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import { production1_2 } from '../environments/production-1.2';
import { type ChartVersion, type Environment, type Finding, type Manifest, renderManifests } from '../lib';
import { inApplyOrder } from '../lib/output/apply-order';
import { readFolder } from '../lib/output/read-manifests';

test.each<[string, Environment]>([
  ['development', development],
  ['production', production],
  ['helm-values', helmValues],
  ['development-1.2', development1_2],
  ['production-1.2', production1_2],
])('the environment %s renders its committed manifests', (name, environment) => {
  const committed = readFolder(join(__dirname, '../dist', name));
  expect(committed.length).toBeGreaterThan(4);
  expect(inApplyOrder(render(environment))).toEqual(inApplyOrder(committed));
});

/** Returns the objects of an environment. */
function render(environment: Environment, onFinding?: (finding: Finding) => void): Manifest[] {
  const { values, ...options } = environment;
  return renderManifests<ChartVersion>(values, { ...options, ...(onFinding && { onFinding }) });
}

test('manifests are in a fixed order, with objects before the objects that refer to them', () => {
  expect(render(production).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount openchoreo-backstage',
    'Secret openchoreo-backstage-secrets',
    'Service openchoreo-ui',
    'Deployment openchoreo-ui',
    'HorizontalPodAutoscaler openchoreo-ui',
    'HTTPRoute openchoreo-api',
    'HTTPRoute openchoreo-backstage',
  ]);
});

/** Returns the findings about an environment, each as severity, defect or rule, and path. */
function findings(environment: Environment): string[] {
  const found: string[] = [];
  render(environment, ({ severity, defect, rule, path }) => found.push(`${severity} [${defect ?? rule}] ${path}`));
  return found.sort();
}

test('development warns of a redirect URL that is not registered, and reports defects in one line', () => {
  expect(findings(development)).toEqual([
    'info [chart-defects] ',
    'warning [redirect-urls] backstage.auth.redirectUrls',
  ]);
});

test('production warns of secrets in plain text, TLS without effect and a fixed number of pods', () => {
  expect(findings(production)).toEqual([
    'info [chart-defects] ',
    'warning [inline-secrets] backstage.backendSecret',
    'warning [inline-secrets] backstage.database.postgresql.password',
    'warning [public-client-secret] backstage.auth.clientSecret',
    'warning [replicas-under-autoscaler] backstage.autoscaling.enabled',
    'warning [tls-without-class] backstage.ingress.tls',
  ]);
});

test('the values of a Helm release warn of secrets in plain text, an Ingress instead of the route, and its claim', () => {
  expect(findings(helmValues)).toEqual([
    'info [chart-defects] ',
    'warning [claim-protection] backstage.database.sqlite.persistence.enabled',
    'warning [claim-update-strategy] backstage.database.sqlite.persistence.enabled',
    'warning [ingress-class] backstage.ingress.className',
    'warning [inline-secrets] backstage.auth.clientSecret',
    'warning [inline-secrets] backstage.backendSecret',
  ]);
});

test.each([
  ['development', development1_2],
  ['production', production1_2],
])('%s on chart 1.2 renders without warnings', (_, environment) => {
  expect(findings(environment)).toEqual(['info [chart-defects] ', 'info [secret-keys] backstage.secretName']);
});

test('production on chart 1.2 renders the resources and the autoscaler of production on chart 0.11', () => {
  const [now, before] = [production1_2, production].map((environment) =>
    render(environment).map(({ kind, spec }) => {
      const { template, minReplicas, maxReplicas, metrics } = Object(spec);
      return kind === 'Deployment' ? template.spec.containers[0].resources : { minReplicas, maxReplicas, metrics };
    }),
  );
  expect(now).toEqual(expect.arrayContaining(before ?? []));
});
