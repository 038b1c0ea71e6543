// Pairs of object lists, before and after a change: portals whose values differ, and single objects that differ in one
// field.
import { createRequire } from 'node:module';
import { LINES } from '../lines.mjs';
import { BASES } from '../verdicts/bases.mjs';
import { allCases } from '../verdicts/cases.mjs';

const { renderManifests } = createRequire(import.meta.url)('../../build/lib/index.js');

const OIDC = {
  issuer: 'https://id.example.com',
  authorizationUrl: 'https://id.example.com/authorize',
  tokenUrl: 'https://id.example.com/token',
};
const backstage = (members) => ({ backstage: members });
const claim = (members) =>
  backstage({ database: { type: 'sqlite', sqlite: { persistence: { enabled: true, ...members } } } });

/** Values of a portal before options are added to them, by line. */
const PORTAL = {
  0.11: backstage({ backendSecret: 'only-for-this-test-only-for-this', baseUrl: 'https://console.example.com' }),
  '1.x': {
    security: { oidc: OIDC },
    gateway: { tls: { hostname: '*.example.com' } },
    openchoreoApi: { http: { hostnames: ['api.example.com'] } },
    backstage: {
      baseUrl: 'https://console.example.com',
      secretName: 'portal',
      http: { hostnames: ['console.example.com'] },
    },
  },
};

/** Options that a portal has or does not have. */
const OPTIONS = {
  replicas: backstage({ replicas: 3 }),
  autoscaler: backstage({ autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 } }),
  PostgreSQL: backstage({ database: { type: 'postgresql' } }),
  'a claim': claim({ size: '2Gi' }),
  'a larger claim': claim({ size: '3Gi' }),
  'another class': claim({ size: '2Gi', storageClassName: 'other' }),
  ReadWriteOncePod: claim({ size: '2Gi', accessMode: 'ReadWriteOncePod' }),
  Recreate: backstage({ strategy: { type: 'Recreate' } }),
  'a slow rolling update': backstage({
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  }),
  'a node port': backstage({ service: { type: 'NodePort' } }),
  'a load balancer': backstage({ service: { type: 'LoadBalancer' } }),
  'a budget': backstage({ podDisruptionBudget: { enabled: true, minAvailable: 1 } }),
  'a policy': backstage({ networkPolicy: { enabled: true } }),
  'a priority': backstage({ priorityClass: { create: true, name: 'portal', value: 1000 } }),
  'a higher priority': backstage({ priorityClass: { create: true, name: 'portal', value: 2000 } }),
  'app-config': backstage({ appConfig: { app: { title: 'Portal' } } }),
  'another app-config': backstage({ appConfig: { app: { title: 'Other' } } }),
  'an image': backstage({ image: { tag: 'v2' } }),
  'a variable': backstage({ extraEnv: [{ name: 'A', value: 'b' }] }),
  'a TCP probe': backstage({ livenessProbe: { httpGet: null, tcpSocket: { port: 'http' } } }),
  'a volume': backstage({ extraVolumes: [{ name: 'more', emptyDir: {} }] }),
  'another volume': backstage({ extraVolumes: [{ name: 'more', secret: { secretName: 'more', optional: true } }] }),
  labels: { global: { commonLabels: { team: 'a' } } },
  'few revisions': backstage({ revisionHistoryLimit: 2 }),
};

/** Returns pairs of portals of each line and fidelity, chosen at random. */
export function* portalPairs(random, count) {
  for (let index = 0; index < count; index++) {
    const { name, version } = LINES[index % LINES.length];
    const one = Object.keys(OPTIONS).filter(() => random() < 0.2);
    const flipped = Object.keys(OPTIONS).filter(() => random() < 0.08);
    const two = Object.keys(OPTIONS).filter((option) => one.includes(option) !== flipped.includes(option));
    const [a, b] = [fidelity(random), fidelity(random)];
    const [before, after] = [rendered(name, version, a, one), rendered(name, version, b, two)];
    if (before && after) {
      const change = flipped.map((option) => `${one.includes(option) ? '-' : '+'} ${option}`).join(', ');
      yield { what: `${name}, ${a} to ${b}: ${change || 'no option'}`, before, after };
    }
  }
}

function fidelity(random) {
  return random() < 0.5 ? 'exact' : 'corrected';
}

/** Returns the objects of a portal with options; undefined if the values cannot be rendered. */
function rendered(line, chartVersion, level, options) {
  const values = [PORTAL[line] ?? PORTAL['1.x'], ...options.map((option) => OPTIONS[option])];
  try {
    return renderManifests(values, { chartVersion, fidelity: level, allow: ['*'] });
  } catch {
    return undefined;
  }
}

/** Returns pairs of one object and a change of it, in both directions, chosen at random. */
export function* objectPairs(random, share) {
  const bases = new Map(BASES.map((base) => [`${base.kind} ${base.metadata.name}`, base]));
  for (const each of allCases()) {
    if (random() >= share) {
      continue;
    }
    const { what, object } = each;
    const base = bases.get(`${object.kind} ${object.metadata?.name}`);
    if (base !== undefined && base !== object && base.apiVersion === object.apiVersion) {
      yield random() < 0.5
        ? { what, before: [base], after: [object] }
        : { what: `${what}, and back`, before: [object], after: [base] };
    }
  }
}
