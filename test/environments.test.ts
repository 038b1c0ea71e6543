import { join } from 'node:path';
import { development } from '../environments/development';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import { type Environment, renderManifests } from '../lib';
import { inApplyOrder } from '../lib/output/apply-order';
import { readFolder } from '../lib/output/read-manifests';

test.each<[string, Environment]>([
  ['development', development],
  ['production', production],
  ['helm-values', helmValues],
])('the environment %s renders its committed manifests', (name, { values, ...options }) => {
  const committed = readFolder(join(__dirname, '../dist', name));
  expect(committed.length).toBeGreaterThan(4);
  expect(inApplyOrder(renderManifests(values, options))).toEqual(inApplyOrder(committed));
});

test('manifests are in a fixed order, with objects before the objects that refer to them', () => {
  const { values, ...options } = production;
  expect(renderManifests(values, options).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
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
function findings({ values, ...options }: Environment): string[] {
  const found: string[] = [];
  renderManifests(values, {
    ...options,
    onFinding: ({ severity, defect, rule, path }) => found.push(`${severity} [${defect ?? rule}] ${path}`),
  });
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
    'warning [redirect-urls] backstage.auth.redirectUrls',
    'warning [replicas-under-autoscaler] backstage.autoscaling.enabled',
    'warning [tls-without-class] backstage.ingress.tls',
  ]);
});

test('the values of a Helm release warn of secrets in plain text, an Ingress instead of the route, and its claim', () => {
  expect(findings(helmValues)).toEqual([
    'info [chart-defects] ',
    'warning [claim-update-strategy] backstage.database.sqlite.persistence.enabled',
    'warning [ingress-class] backstage.ingress.className',
    'warning [inline-secrets] backstage.auth.clientSecret',
    'warning [inline-secrets] backstage.backendSecret',
  ]);
});
