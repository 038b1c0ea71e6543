import { isDeepStrictEqual } from 'node:util';
import { ApiObject, App, Chart } from 'cdk8s';
import type { ChartVersion } from '../../lib';
import { lineOf } from '../../lib/lines';
import type { JsonValue } from '../../lib/util/json';
import { memberOf } from '../../lib/util/members';
import { isWithin } from '../../lib/util/path';
import { FIDELITIES, type Fidelity } from '../../lib/values/fidelity';
import { type Finding, ValuesError } from '../../lib/values/finding';
import { mergeValues, type YamlMap } from '../../lib/values/merge';
import { isSection, type Node, OF_ANOTHER_COMPONENT } from '../../lib/values/node';
import { LEAST } from './1.x/support';

// Sets each value of the schema alone, in several contexts. Either the objects change, or a finding names the value.

const KUBERNETES: Readonly<Record<string, JsonValue>> = {
  EnvVar: { name: 'CUSTOM', value: '1' },
  EnvFromSource: { configMapRef: { name: 'settings' } },
  LocalObjectReference: { name: 'registry' },
  DeploymentStrategy: { type: 'Recreate' },
  Probe: { httpGet: { path: '/custom', port: 'http' } },
  Lifecycle: { preStop: { exec: { command: ['true'] } } },
  ResourceRequirements: { limits: { memory: '3Gi' } },
  SecurityContext: { privileged: false },
  EmptyDirVolumeSource: { sizeLimit: '1Gi' },
  VolumeMount: { name: 'backstage-db', mountPath: '/custom' },
  Container: { name: 'helper', image: 'example.com/helper:1' },
  Volume: { name: 'custom', emptyDir: {} },
  TopologySpreadConstraint: { maxSkew: 2, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' },
  Toleration: { key: 'portal', operator: 'Exists' },
  Affinity: { nodeAffinity: {} },
  PodSecurityContext: { runAsUser: 2000 },
  HostAlias: { ip: '10.0.0.1', hostnames: ['db.example.com'] },
  PodDNSConfig: { nameservers: ['10.0.0.10'] },
  HorizontalPodAutoscalerBehavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
  NetworkPolicyPeer: { podSelector: { matchLabels: { app: 'custom' } } },
  NetworkPolicyIngressRule: { from: [{ podSelector: { matchLabels: { app: 'custom' } } }] },
  NetworkPolicyEgressRule: { to: [{ podSelector: { matchLabels: { app: 'custom' } } }] },
};

/** Values that fit the meaning of a text. */
const TEXTS: readonly (readonly [RegExp, JsonValue])[] = [
  [/(?:[uU]rl|issuer|wellKnownEndpoint)$/, 'https://other.example.com'],
  [/\.port$|global\.port$/, ':8443'],
  [/redirectUrls/, 'https://other.example.com/callback'],
  [/[Hh]ost(?:s|names?)?(?:\b|$)|baseDomain/, 'other.example.com'],
  [/\.size$/, '7Gi'],
  [/[iI]nterval$|scrapeTimeout$/, '7s'],
  [/timeouts\./, '7s'],
  [/mountPath$|\.path$/, '/other'],
  [/digest$/, `sha256:${'a'.repeat(64)}`],
  [/(?:minAvailable|maxUnavailable)$/, '40%'],
];

/** Lists whose entries need more than a sample of each type. */
const WHOLE: Readonly<Record<string, JsonValue>> = {
  'backstage.ingress.hosts': [{ host: 'other.example.com', paths: [{ path: '/' }] }],
  'openchoreoApi.ingress.hosts': [{ host: 'other.example.com', paths: [{ path: '/' }] }],
  'backstage.appConfig': { organization: { name: 'Example' } },
};

function sample(node: Node, path: string): JsonValue {
  const whole = WHOLE[path];
  if (whole !== undefined) {
    return whole;
  }
  const [, definition] = /definitions\/(\w+)$/.exec(String(memberOf(node, 'anyOf', 0, '$ref'))) ?? [];
  if (definition !== undefined) {
    return KUBERNETES[definition] ?? null;
  }
  if (node.enum) {
    return (
      (node.enum as JsonValue[]).find((word) => word !== node.default && word !== null && word !== 'sqlite') ?? null
    );
  }
  const types: readonly unknown[] = [node.type].flat();
  if (types.includes('boolean')) {
    return node.default !== true;
  }
  if (types.includes('array')) {
    return [sample(node.items ?? {}, path)];
  }
  if (types.includes('integer') && !types.includes('string')) {
    return typeof node.default === 'number' && node.default > 0 ? node.default + 1 : 30777;
  }
  if (types.includes('object')) {
    return node.properties
      ? Object.fromEntries(
          Object.entries(node.properties)
            .filter(([key]) => (node.required ?? []).includes(key) || node.required?.length === 0)
            .map(([key, child]) => [key, sample(child, `${path}.${key}`)]),
        )
      : { other: 'sample' };
  }
  return TEXTS.find(([pattern]) => pattern.test(path))?.[1] ?? 'sample';
}

/** Returns the paths and nodes of all values of a schema that are no section of other components. */
function leavesOf(node: Node, path = ''): [string, Node][] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]): [string, Node][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (child.description === OF_ANOTHER_COMPONENT) {
      return [];
    }
    return isSection(child) ? leavesOf(child, here) : [[here, child]];
  });
}

const nested = (path: string, value: unknown): YamlMap =>
  path.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), value) as YamlMap;

interface Rendered {
  readonly objects: readonly unknown[];
  readonly findings: readonly Finding[];
}

function rendered(values: YamlMap, chartVersion: ChartVersion, fidelity: Fidelity): Rendered | undefined {
  try {
    const checked = lineOf(chartVersion).check([values], { chartVersion, fidelity });
    const chart = new Chart(new App(), 'chart', { namespace: 'portal' });
    checked.build(chart);
    const objects = chart.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson());
    return { objects, findings: checked.findings };
  } catch (error) {
    if (error instanceof ValuesError) {
      return undefined;
    }
    throw error;
  }
}

const BASES: Readonly<Record<string, YamlMap>> = {
  '0.11.0': { global: { baseDomain: 'example.com' }, backstage: { backendSecret: 'kept-for-tests-kept-for-tests' } },
  '1.0.5': LEAST as YamlMap,
  '1.1.6': LEAST as YamlMap,
  '1.2.3': LEAST as YamlMap,
};

/** Values that nothing reads, and that no finding names, with the reason. */
const EXCEPTIONS: readonly RegExp[] = [
  // Other components read them, or the chart checks them.
  /^global\.tls\.secretName$/,
  /^security\.oidc\.(?:issuer|jwksUrl)$/,
  /^clusterGateway\.replicas$/,
  /^gateway\.tls\./,
  /^portalAssistant\.llm\./,
  // The address, also if another route leads there.
  /^(?:backstage|openchoreoApi)\.(?:ingress\.hosts|http\.hostnames)$/,
  // Names of objects that may exist.
  /^backstage\.priorityClass\.name$/,
  // They switch off what is off, or confirm what the chart does.
  /^backstage\.ingress\.kind$/,
  // PostgreSQL keeps the data, too.
  /^backstage\.database\.sqlite\.persistence\.enabled$/,
  /^backstage\.externalCI\.jenkins\.enabled$/,
  // The URL of the portal decides, and agrees.
  /^backstage\.tls\.enabled$/,
];

/** Versions whose lines differ most. */
const DIFFERING: readonly ChartVersion[] = ['0.11.0', '1.2.3'];

/** Values that turn something on or off, and the sections whose values then gain or lose their effect. */
const CONTEXTS: readonly (readonly [YamlMap, readonly string[]])[] = [
  [
    { backstage: { database: { type: 'postgresql', postgresql: { host: 'db.example.com', password: 'hunter2' } } } },
    ['backstage.database', 'backstage.secretKeys'],
  ],
  [{ backstage: { database: { sqlite: { persistence: { enabled: true } } } } }, ['backstage.database']],
  [
    { backstage: { database: { sqlite: { persistence: { enabled: true, existingClaim: 'old' } } } } },
    ['backstage.database'],
  ],
  [{ backstage: { service: { type: 'LoadBalancer' } } }, ['backstage.service']],
  [{ backstage: { service: { type: 'NodePort' } } }, ['backstage.service']],
  [{ backstage: { podDisruptionBudget: { enabled: true } } }, ['backstage.podDisruptionBudget']],
  [{ backstage: { networkPolicy: { enabled: true } } }, ['backstage.networkPolicy']],
  [{ backstage: { metrics: { serviceMonitor: { enabled: true } } } }, ['backstage.metrics']],
  [{ backstage: { priorityClass: { create: true } } }, ['backstage.priorityClass']],
  [{ gateway: { enabled: false } }, ['backstage.ingress', 'backstage.http', 'openchoreoApi']],
  [{ backstage: { baseUrl: 'https://console.example.com', ingress: { enabled: false } } }, ['backstage.ingress']],
  [{ backstage: { ingress: { kind: 'Ingress' } } }, ['backstage.ingress']],
  [{ backstage: { http: { enabled: false } } }, ['backstage.http']],
  [{ backstage: { http: { className: 'nginx' } } }, ['backstage.http']],
  [{ openchoreoApi: { enabled: false } }, ['openchoreoApi']],
  [{ openchoreoApi: { ingress: { enabled: false } } }, ['openchoreoApi']],
  [{ openchoreoApi: { http: { enabled: false } } }, ['openchoreoApi']],
  [{ thunder: { enabled: false } }, ['backstage.thunder', 'thunder']],
  [
    {
      thunder: { enabled: false },
      security: { oidc: { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' } },
    },
    ['backstage.thunder', 'thunder'],
  ],
  [{ backstage: { auth: { registration: { enabled: true } } } }, ['backstage.auth.registration']],
  [{ backstage: { backendSecret: null, secretName: 'portal' } }, ['backstage.secretKeys', 'backstage.externalSecret']],
  [{ backstage: { externalCI: { jenkins: { enabled: true } } } }, ['backstage.externalCI', 'backstage.secretKeys']],
  [
    { backstage: { externalCI: { githubActions: { enabled: true } } } },
    ['backstage.externalCI', 'backstage.secretKeys'],
  ],
  [
    { backstage: { externalCI: { githubActions: { oauth: { clientId: 'portal' } } } } },
    ['backstage.externalCI', 'backstage.secretKeys'],
  ],
];

/** Checks whether a finding names a value: by its path, or the path of its section and its key in the message. */
function names({ path: of, message, rule }: Finding, path: string): boolean {
  const key = path.slice(of.length + 1);
  return (
    isWithin(of, path) ||
    (isWithin(path, of) && (rule === 'chart-defects' || message.split(' no effect', 1)[0]?.includes(key) === true))
  );
}

/** Sets each value alone. Returns the values that have no effect unnoticed, and those whose effect a finding denies. */
function misjudged(chartVersion: ChartVersion, fidelity: Fidelity, context: YamlMap, sections?: readonly string[]) {
  const base = mergeValues([BASES[chartVersion] ?? {}, context]);
  const before = rendered(base, chartVersion, fidelity);
  const leaves = leavesOf(lineOf(chartVersion).schema).filter(
    ([path]) => sections?.some((section) => isWithin(path, section)) ?? true,
  );
  return leaves.flatMap(([path, node]) => {
    const value = sample(node, path);
    const after = rendered(mergeValues([base, nested(path, value)]), chartVersion, fidelity);
    if (!before || !after || isDeepStrictEqual(memberOf(base, ...path.split('.')), value)) {
      // Refused values are no business of this test.
      return [];
    }
    const found = after.findings.filter((finding) => names(finding, path));
    const isUnread = isDeepStrictEqual(before.objects, after.objects);
    // Turning off what is off already changes nothing.
    const isOff = value === false && path.endsWith('.enabled');
    const isSilent = isUnread && !isOff && found.length === 0 && !EXCEPTIONS.some((pattern) => pattern.test(path));
    const isDenied = !isUnread && found.some(({ rule }) => rule === 'unread-values');
    return isSilent || isDenied ? [`${JSON.stringify(context)}: ${path} is ${isSilent ? 'unread' : 'read'}`] : [];
  });
}

const VERSIONS = Object.keys(BASES) as ChartVersion[];

test.each(VERSIONS)(
  'each value of chart %s changes the objects, or a finding says that it has no effect',
  (version) => {
    expect(misjudged(version, 'corrected', {})).toEqual([]);
  },
  120_000,
);

test.each(DIFFERING.flatMap((version) => FIDELITIES.map((fidelity) => [version, fidelity] as const)))(
  'the same holds while something is turned on or off, in chart %s, %s',
  (version, fidelity) => {
    expect(CONTEXTS.flatMap(([context, sections]) => misjudged(version, fidelity, context, sections))).toEqual([]);
  },
  120_000,
);
