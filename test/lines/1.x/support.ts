import { ApiObject, App, Chart } from 'cdk8s';
import type { ChartVersion } from '../../../lib';
import { lineOf } from '../../../lib/lines';
import type { Values } from '../../../lib/lines/1.2/schema';
import { type Finding, ValuesError } from '../../../lib/values/finding';
import { mergeValues } from '../../../lib/values/merge';
import type { ResolveOptions } from '../../../lib/values/options';

export { error, tree, warning } from '../0.11/rules/support';
export type { Values };

/** One version of each line. */
export const VERSIONS = ['1.0.5', '1.1.6', '1.2.3'] as const satisfies readonly ChartVersion[];

/** Version whose values file has all keys. */
export const NEWEST = '1.2.3';

/** Values that a portal requires. */
export const LEAST: Values = {
  openchoreoApi: { http: { hostnames: ['api.example.com'] } },
  backstage: {
    secretName: 'backstage-secrets',
    baseUrl: 'https://console.example.com',
    http: { hostnames: ['console.example.com'] },
  },
  gateway: { tls: { hostname: '*.example.com' } },
  security: {
    oidc: {
      issuer: 'https://id.example.com',
      authorizationUrl: 'https://id.example.com/oauth2/authorize',
      tokenUrl: 'https://id.example.com/oauth2/token',
    },
  },
};

/** Values about which no rule warns: a portal with a persistent database and a confirmed redirect URL. */
export const BASE: Values = {
  ...LEAST,
  backstage: {
    ...LEAST.backstage,
    auth: { redirectUrls: ['https://console.example.com/api/auth/openchoreo-auth/handler/frame'] },
    database: { sqlite: { persistence: { enabled: true } } },
  },
};

/** Rules about values that nobody sets. */
const ALWAYS = ['chart-defects', 'secret-keys'];

/** Returns all findings about values, whether the line refuses them or not. */
export function findings(layers: readonly unknown[], options: ResolveOptions = {}): readonly Finding[] {
  try {
    const checked = lineOf(options.chartVersion ?? NEWEST).check(layers, { chartVersion: NEWEST, ...options });
    const chart = new Chart(new App(), 'chart', { namespace: checked.release.namespace });
    checked.build(chart);
    const objects = chart.node.findAll().filter(ApiObject.isApiObject);
    return [...checked.findings, ...checked.refusals(objects.map((object) => object.toJson()))];
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
}

/** Returns the findings about values over {@link BASE}, except those about every portal. */
export function found(values: Values, options: ResolveOptions = {}): readonly Finding[] {
  return findings([BASE, values], options).filter(({ rule }) => !ALWAYS.includes(rule));
}

/** Returns the ids of the rules in {@link found}. */
export function rulesOn(values: Values, options: ResolveOptions = {}): string[] {
  return found(values, options).map(({ rule }) => rule);
}

/** Returns values of Backstage. */
export const on = (backstage: NonNullable<Values['backstage']>): Values => ({ backstage });

/** Returns values with a disabled portal. */
export const disabled = (values: Values): Values => mergeValues([values, { backstage: { enabled: false } }]);

/** Returns values of a portal behind an Ingress. */
export const behindIngress = (http: NonNullable<NonNullable<Values['backstage']>['http']> = {}): Values =>
  on({ http: { className: 'nginx', ...http } });
