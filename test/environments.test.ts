import { development } from '../environments/development';
import { helmValues } from '../environments/helm-values';
import { production } from '../environments/production';
import { type Environment, renderManifests } from '../lib';

// `npx jest -u` takes new output over: read what changed before it is committed.
test.each<[string, Environment]>([
  ['development', development],
  ['production', production],
  ['helm-values', helmValues],
])('the environment %s renders what was read and found right', (_, { values, ...options }) => {
  expect(renderManifests(values, options)).toMatchSnapshot();
});

/** The rules that warn about an environment, with the paths of the values. */
function warnings({ values, ...options }: Environment): string[] {
  const found: string[] = [];
  renderManifests(values, { ...options, onWarning: ({ rule, path }) => found.push(`[${rule}] ${path}`) });
  return found.sort();
}

test('development warns of data that goes with the pod, and of a sign-in that Thunder does not know', () => {
  expect(warnings(development)).toEqual([
    '[ephemeral-database] backstage.database.sqlite.persistence.enabled',
    '[redirect-urls] backstage.auth.redirectUrls',
    '[unmatched-selectors] backstage.topologySpreadConstraints',
  ]);
});

test('production warns of secrets in clear, of TLS without effect and of a fixed number of pods', () => {
  expect(warnings(production)).toEqual([
    '[inline-secrets] backstage.backendSecret',
    '[inline-secrets] backstage.database.postgresql.password',
    '[public-client-secret] backstage.auth.clientSecret',
    '[redirect-urls] backstage.auth.redirectUrls',
    '[replicas-with-autoscaling] backstage.replicas',
    '[tls-without-class] backstage.ingress.tls',
    '[unmatched-selectors] backstage.topologySpreadConstraints',
  ]);
});

test('the values of a Helm release warn of secrets in clear, and of an Ingress in place of the route', () => {
  expect(warnings(helmValues)).toEqual([
    '[ingress-class] backstage.ingress.className',
    '[inline-secrets] backstage.auth.clientSecret',
    '[inline-secrets] backstage.backendSecret',
    '[unmatched-selectors] backstage.topologySpreadConstraints',
  ]);
});
