import type { Deployment } from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { Service } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Ingress, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import { parse } from 'yaml';
import { ANYWHERE, FIDELITIES, type Manifest, renderManifests } from '../../../lib';
import { EXISTING } from '../../arbitrary-values';
import { samplesOf } from '../../for-all';
import { runs } from '../../random';
import { containers, names, ofKind, podSelectors, podTemplate, twice } from '../../rendered';
import { exactValues, validValues, valuesOf } from './arbitrary-values';
import { NEWEST, VERSIONS } from './support';

// Properties of the output of the charts 1.0, 1.1 and 1.2 for random values. Some of them also apply to `exact`.

const NAMESPACE = 'openchoreo-control-plane';

interface HttpRoute extends Manifest {
  readonly spec: {
    readonly hostnames: readonly string[];
    readonly parentRefs: readonly { name: string; namespace: string; sectionName?: string }[];
    readonly rules: readonly {
      readonly name?: string;
      readonly backendRefs?: readonly { readonly name: string; readonly port: number }[];
    }[];
  };
}

interface TrafficPolicy extends Manifest {
  readonly spec: { readonly targetRefs: readonly { kind: string; name: string; sectionName?: string }[] };
}

/** Returns the variables of the container that have a value. */
function variables(manifests: readonly Manifest[]): Readonly<Record<string, string | undefined>> {
  const [{ env = [] } = {}] = podTemplate(manifests).spec.containers;
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

/** Returns the ports, `<protocol> <port>`, at which the policy lets the portal reach these peers. */
function portsTo(policy: NetworkPolicy | undefined, peers: readonly NetworkPolicyPeer[]): string[] {
  const rules = policy?.spec?.egress?.filter(({ to = [] }) => peers.every((peer) => includes(to, peer))) ?? [];
  return rules.flatMap(({ ports }) => ports?.map(portText) ?? ['any']);
}

function portText({ protocol, port }: NetworkPolicyPort): string {
  return `${protocol} ${port}`;
}

/** Checks whether a list of peers contains one, or all pods of the cluster. */
function includes(peers: readonly NetworkPolicyPeer[], peer: NetworkPolicyPeer): boolean {
  const texts = peers.map((each) => JSON.stringify(each));
  return texts.includes(JSON.stringify(peer)) || texts.includes(JSON.stringify({ namespaceSelector: {} }));
}

function inNamespace(name: string): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

describe.each(VERSIONS)('chart %s', (chartVersion) => {
  const { renderAll, forAll } = samplesOf(
    validValues,
    (values, fidelity) => {
      const given = valuesOf(chartVersion, fidelity === 'exact' ? exactValues(values) : values);
      return renderManifests(given, { chartVersion, fidelity });
    },
    runs(chartVersion === NEWEST ? 240 : 160),
  );

  test('the random values render each kind of object', () => {
    expect([...new Set(renderAll('corrected').flatMap((all) => all.map(({ kind }) => kind)))].sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'ExternalSecret',
      'HTTPRoute',
      'HorizontalPodAutoscaler',
      'Ingress',
      'NetworkPolicy',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'PriorityClass',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
      'TrafficPolicy',
    ]);
  });

  test('every object has a unique name', () => {
    forAll((manifests) => {
      expect(twice(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`))).toEqual([]);
    }, FIDELITIES);
  });

  test('every selector selects the pods of the Deployment', () => {
    forAll((manifests) => {
      const { labels } = podTemplate(manifests);
      for (const selector of podSelectors(manifests)) {
        expect(Object.keys(selector ?? {})).toEqual(['matchLabels']);
        expect(selector?.matchLabels).toHaveProperty(['app.kubernetes.io/instance']);
        expect(labels).toMatchObject(selector?.matchLabels ?? {});
      }
    });
  });

  test('an autoscaler targets the Deployment, which then has no replicas', () => {
    forAll((manifests) => {
      const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
      const scalers = ofKind<HorizontalPodAutoscaler>(manifests, 'HorizontalPodAutoscaler');
      for (const { spec } of scalers) {
        expect(spec?.scaleTargetRef).toEqual({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: deployment?.metadata?.name,
        });
      }
      expect(deployment?.spec?.replicas === undefined).toBe(scalers.length > 0);
    });
  });

  test('the Service leads to a port of the container', () => {
    forAll((manifests) => {
      const [service] = ofKind<Service>(manifests, 'Service');
      const [container] = podTemplate(manifests).spec.containers;
      const ports = container?.ports?.map(({ name }) => name);
      expect(ports).toEqual(service?.spec?.ports?.map(({ targetPort }) => targetPort));
    }, FIDELITIES);
  });

  test('every route leads to a port of a Service, and each Gateway is named by a value or that of the chart', () => {
    forAll((manifests, { backstage, openchoreoApi }) => {
      const [service] = ofKind<Service>(manifests, 'Service');
      const services = [
        `${service?.metadata?.name} ${service?.spec?.ports?.[0]?.port}`,
        `${openchoreoApi?.name} ${openchoreoApi?.service?.port ?? 8080}`,
      ];
      const gateways = ['gateway-default', ...(backstage?.http?.parentRefs ?? []).map(({ name }) => name)];
      for (const { spec } of ofKind<HttpRoute>(manifests, 'HTTPRoute')) {
        for (const { name, port } of spec.rules.flatMap(({ backendRefs = [] }) => backendRefs)) {
          expect(services).toContain(`${name} ${port}`);
        }
        expect(gateways).toEqual(expect.arrayContaining(spec.parentRefs.map(({ name }) => name)));
      }
      for (const { spec } of ofKind<Ingress>(manifests, 'Ingress')) {
        const paths = spec?.rules?.flatMap(({ http }) => http?.paths ?? []) ?? [];
        const backends = [
          ...paths.map(({ backend }) => backend),
          ...(spec?.defaultBackend ? [spec.defaultBackend] : []),
        ];
        for (const { service: target } of backends) {
          expect(services).toContain(`${target?.name} ${target?.port?.number}`);
        }
      }
    }, FIDELITIES);
  });

  test('every TrafficPolicy targets a rendered HTTPRoute, and a rule that it has', () => {
    forAll((manifests) => {
      const routes = ofKind<HttpRoute>(manifests, 'HTTPRoute');
      for (const { kind, name, sectionName } of ofKind<TrafficPolicy>(manifests, 'TrafficPolicy').flatMap(
        ({ spec }) => spec.targetRefs,
      )) {
        const route = routes.find(({ metadata }) => metadata.name === name);
        expect(kind).toBe(route?.kind);
        expect([undefined, ...(route?.spec.rules.map((rule) => rule.name) ?? [])]).toContain(sectionName);
      }
    });
  });

  test('no two HTTPRoutes of the portal match the same requests', () => {
    forAll((manifests) => {
      const routes = ofKind<HttpRoute>(manifests, 'HTTPRoute').filter(
        ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'backstage',
      );
      const listeners = routes.flatMap(({ spec }) =>
        spec.parentRefs.map(({ name, namespace, sectionName = '' }) => [namespace, name, sectionName].join('/')),
      );
      expect(twice(listeners)).toEqual([]);
      // A parent without a listener attaches to all listeners.
      expect(routes.length > 1 && listeners.some((listener) => listener.endsWith('/'))).toBe(false);
    }, FIDELITIES);
  });

  test('a ServiceMonitor selects the Service and one of its ports', () => {
    type Monitor = Manifest & {
      readonly spec: {
        readonly selector: LabelSelector;
        readonly namespaceSelector: { readonly matchNames: readonly string[] };
        readonly endpoints: readonly { readonly port: string }[];
      };
    };
    forAll((manifests) => {
      const [service] = ofKind<Service>(manifests, 'Service');
      for (const { spec } of ofKind<Monitor>(manifests, 'ServiceMonitor')) {
        expect(service?.metadata?.labels).toMatchObject(spec.selector.matchLabels ?? {});
        expect(spec.namespaceSelector.matchNames).toEqual([service?.metadata?.namespace]);
        expect(spec.endpoints.map(({ port }) => port)).toEqual(service?.spec?.ports?.map(({ name }) => name));
      }
    }, FIDELITIES);
  });

  test('every object that the pods refer to is rendered, or named by a value', () => {
    forAll((manifests, { backstage = {}, global }) => {
      const { caBundle, secretName } = backstage.database?.postgresql ?? {};
      const { spec } = podTemplate(manifests);
      const secrets = [backstage.secretName, secretName, caBundle?.secret, EXISTING.secret, undefined];
      const configMaps = [...names(manifests, 'ConfigMap'), caBundle?.configMap, EXISTING.configMap, undefined];
      const claims = [
        ...names(manifests, 'PersistentVolumeClaim'),
        backstage.database?.sqlite?.persistence?.existingClaim,
        undefined,
      ];
      for (const { env = [], envFrom = [] } of containers(manifests)) {
        for (const { valueFrom } of env) {
          expect(secrets).toContain(valueFrom?.secretKeyRef?.name);
        }
        for (const { configMapRef, secretRef } of envFrom) {
          expect(configMaps).toContain(configMapRef?.name);
          expect(secrets).toContain(secretRef?.name);
        }
      }
      for (const { configMap, secret, persistentVolumeClaim } of spec.volumes ?? []) {
        expect(configMaps).toContain(configMap?.name);
        expect(secrets).toContain(secret?.secretName);
        expect(claims).toContain(persistentVolumeClaim?.claimName);
      }
      const logins = [...(chartVersion === NEWEST ? (global?.imagePullSecrets ?? []) : [])].concat(
        backstage.imagePullSecrets ?? [],
      );
      expect(new Set((spec.imagePullSecrets ?? []).map(({ name }) => name))).toEqual(
        new Set(logins.map(({ name }) => name)),
      );
      expect(names(manifests, 'ServiceAccount')).toEqual([spec.serviceAccountName]);
      expect(names(manifests, 'PriorityClass')).toEqual(spec.priorityClassName ? [spec.priorityClassName] : []);
    }, FIDELITIES);
  });

  test('an ExternalSecret creates the Secret that the pods read, with every key without which they do not start', () => {
    type ExternalSecret = Manifest & {
      readonly spec: { readonly target: { name: string }; readonly data: readonly { secretKey: string }[] };
    };
    forAll((manifests, { backstage }) => {
      const separate = backstage?.database?.postgresql?.secretName;
      const [container] = podTemplate(manifests).spec.containers;
      for (const { spec } of ofKind<ExternalSecret>(manifests, 'ExternalSecret')) {
        const keys = spec.data.map(({ secretKey }) => secretKey);
        for (const { valueFrom } of container?.env ?? []) {
          const { name, key, optional } = valueFrom?.secretKeyRef ?? {};
          if (key && name !== EXISTING.secret && name !== separate) {
            expect(name).toBe(spec.target.name);
            expect(optional || keys.includes(key)).toBe(true);
          }
        }
      }
    }, FIDELITIES);
  });

  test('no variable, container, port, volume, mount or registry login is rendered twice', () => {
    forAll((manifests) => {
      const { spec } = podTemplate(manifests);
      const all = [...(spec.initContainers ?? []), ...spec.containers];
      for (const { env = [], ports = [], volumeMounts = [] } of all) {
        expect(twice(env.map(({ name }) => name))).toEqual([]);
        expect(twice(ports.map(({ containerPort }) => containerPort))).toEqual([]);
        expect(twice(volumeMounts.map(({ mountPath }) => mountPath.replace(/\/+$/, '')))).toEqual([]);
      }
      expect(twice(all.map(({ name }) => name))).toEqual([]);
      expect(twice((spec.volumes ?? []).map(({ name }) => name))).toEqual([]);
      expect(twice((spec.imagePullSecrets ?? []).map(({ name }) => name))).toEqual([]);
    }, FIDELITIES);
  });

  test('every mount has a volume, and every volume has a mount', () => {
    forAll((manifests) => {
      const { spec } = podTemplate(manifests);
      const volumes = (spec.volumes ?? []).map(({ name }) => name);
      const mounted = spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
      expect([...new Set(mounted)].sort()).toEqual([...volumes].sort());
    }, FIDELITIES);
  });

  test('every ConfigMap is mounted as a file that an argument names', () => {
    forAll((manifests) => {
      const { spec } = podTemplate(manifests);
      const [{ args = [], volumeMounts = [] } = {}] = spec.containers;
      const files = ofKind<Manifest & { data: Readonly<Record<string, string>> }>(manifests, 'ConfigMap').map(
        ({ data, metadata }) => ({ configMap: metadata.name, file: Object.keys(data)[0] ?? '' }),
      );
      for (const { configMap, file } of files) {
        const volume = (spec.volumes ?? []).find((each) => each.configMap?.name === configMap);
        const mount = volumeMounts.find(({ name }) => name === volume?.name);
        expect(mount).toMatchObject({ mountPath: `/app/${file}`, subPath: file, readOnly: true });
        expect(args[args.indexOf(file) - 1]).toBe('--config');
      }
    }, FIDELITIES);
  });

  test('the hash in the annotations of the pods is there with the configuration files', () => {
    forAll((manifests) => {
      const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
      expect(deployment?.spec?.template.metadata?.annotations).toHaveProperty(['checksum/app-config']);
    });
  });

  test('URLs contain the names and ports that other values set', () => {
    forAll((manifests, { backstage, openchoreoApi, portalAssistant }) => {
      const url = variables(manifests);
      const host = (name: string) => `http://${name}.${NAMESPACE}.svc.cluster.local`;
      const apiPort = openchoreoApi?.service?.port ?? 8080;
      expect(url.OPENCHOREO_API_URL).toBe(`${host(openchoreoApi?.name ?? '')}:${apiPort}/api/v1`);
      expect(url.BACKSTAGE_BASE_URL).toBe(backstage?.baseUrl?.replace(/\/$/, ''));
      if (chartVersion !== '1.0.5') {
        const { name = 'portal-assistant', service } = portalAssistant ?? {};
        expect(url.OPENCHOREO_PORTAL_ASSISTANT_URL).toBe(
          backstage?.features?.assistant?.portalAssistantUrl || `${host(name ?? '')}:${service?.port ?? 8080}`,
        );
        expect(url.OPENCHOREO_CATALOG_SYNC_FREQUENCY).toBe(String(backstage?.catalogSync?.frequency));
      }
    });
  });

  test('browsers upgrade requests to https if the URL of the portal is an https URL', () => {
    forAll((manifests, { backstage }) => {
      const upgrades = !names(manifests, 'ConfigMap').some((name) => name.endsWith('-csp-config'));
      expect(upgrades).toBe(backstage?.baseUrl?.startsWith('https:'));
    });
  });

  test('Jenkins is configured only if it is enabled', () => {
    forAll((manifests, { backstage }) => {
      const [file = ''] = ofKind<Manifest & { data: Readonly<Record<string, string>> }>(manifests, 'ConfigMap').flatMap(
        ({ data }) => data['app-config.ci.yaml'] ?? [],
      );
      const isEnabled = backstage?.externalCI?.jenkins?.enabled === true;
      expect(parse(file)?.jenkins !== undefined).toBe(isEnabled);
      expect('JENKINS_API_KEY' in variables(manifests)).toBe(isEnabled);
    });
  });

  test('the image has no empty part', () => {
    forAll((manifests) => {
      for (const { image } of containers(manifests)) {
        expect(image).not.toMatch(/\/\/|^\/|[:@]$/);
      }
    });
  });

  test('/tmp is writable if the root filesystem is read-only', () => {
    forAll((manifests) => {
      const [{ securityContext, volumeMounts = [] } = { volumeMounts: [] }] = podTemplate(manifests).spec.containers;
      const tmp = volumeMounts.filter(({ mountPath }) => mountPath === '/tmp');
      expect(!securityContext?.readOnlyRootFilesystem || (tmp.length === 1 && !tmp[0]?.readOnly)).toBe(true);
    });
  });

  test('SQLite on a claim stops the old pod first, unless a value sets the strategy', () => {
    forAll((manifests, { backstage }) => {
      const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
      const isOnClaim = (podTemplate(manifests).spec.volumes ?? []).some((volume) => volume.persistentVolumeClaim);
      const byDefault = isOnClaim
        ? { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
        : { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };
      const given = backstage?.strategy;
      const isRolling = given?.type === undefined || given.type === 'RollingUpdate';
      const completed =
        given && isRolling
          ? { ...byDefault, rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%', ...given.rollingUpdate } }
          : given;
      expect(deployment?.spec?.strategy).toEqual(completed ?? byDefault);
    });
  });

  test('a budget has exactly one bound', () => {
    forAll((manifests) => {
      for (const { spec } of ofKind<Manifest & { spec: object }>(manifests, 'PodDisruptionBudget')) {
        expect(Object.keys(spec).sort()).toEqual([expect.stringMatching(/^(?:max|min)/), 'selector']);
      }
    });
  });

  describe('the NetworkPolicy', () => {
    /** Checks the output that has a NetworkPolicy. */
    const forAllPolicies = (
      check: (policy: NetworkPolicy, ...rest: Parameters<Parameters<typeof forAll>[0]>) => void,
    ) =>
      forAll((manifests, values) => {
        for (const policy of ofKind<NetworkPolicy>(manifests, 'NetworkPolicy')) {
          check(policy, manifests, values);
        }
      });

    test('lets in the Gateways of the route, the event forwarder and Prometheus, at the port of the container', () => {
      forAllPolicies(({ spec }, manifests, { backstage, eventForwarder }) => {
        const rules = spec?.ingress ?? [];
        const clients = rules.flatMap(({ from = [] }) => from);
        const route = ofKind<HttpRoute>(manifests, 'HTTPRoute').find(
          ({ metadata }) => metadata.name === (backstage?.name ?? 'backstage'),
        );
        for (const { name, namespace } of route?.spec.parentRefs ?? []) {
          const podSelector = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } };
          const isOfRelease = namespace === undefined || namespace === NAMESPACE;
          expect(includes(clients, isOfRelease ? { podSelector } : { ...inNamespace(namespace), podSelector })).toBe(
            true,
          );
        }
        if (ofKind(manifests, 'Ingress').length > 0) {
          expect(includes(clients, { namespaceSelector: {} })).toBe(true);
        }
        if (chartVersion !== '1.0.5' && eventForwarder?.enabled) {
          const podSelector = { matchLabels: { 'app.kubernetes.io/component': 'event-forwarder' } };
          expect(includes(clients, { podSelector })).toBe(true);
        }
        for (const { metadata } of ofKind<Manifest>(manifests, 'ServiceMonitor')) {
          expect(includes(clients, inNamespace(metadata.namespace ?? ''))).toBe(true);
        }
        for (const { ports } of rules) {
          expect(ports?.map(portText)).toEqual(['TCP 7007']);
        }
        expect(rules.every(({ from = [] }) => from.length > 0)).toBe(true);
      });
    });

    test('lets the portal out to DNS over UDP and TCP, and to HTTPS everywhere', () => {
      forAllPolicies((policy) => {
        const dns = { ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };
        expect(portsTo(policy, [dns])).toEqual(expect.arrayContaining(['UDP 53', 'TCP 53']));
        expect(portsTo(policy, ANYWHERE)).toContain('TCP 443');
      });
    });

    test('lets the portal out to PostgreSQL at any address, because the Secret contains it', () => {
      forAllPolicies((policy, _, { backstage }) => {
        expect(portsTo(policy, ANYWHERE)).not.toContain('any');
        expect(portsTo(policy, ANYWHERE).includes('TCP 5432')).toBe(backstage?.database?.type === 'postgresql');
      });
    });

    test('lets the portal out to no metadata service', () => {
      forAllPolicies(({ spec }) => {
        const blocks = spec?.egress?.flatMap(({ to = [] }) => to.flatMap(({ ipBlock }) => ipBlock ?? [])) ?? [];
        expect(blocks.filter(({ cidr, except }) => cidr.endsWith('/0') && except === undefined)).toEqual([]);
      });
    });

    test('lets the portal out to the API, the assistant, the identity provider and Jenkins at their ports', () => {
      forAllPolicies((policy, manifests, { backstage, security }) => {
        const url = variables(manifests);
        // A policy applies to the port of the pods, whatever the port of their Service is.
        const apiPods = { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } };
        expect(portsTo(policy, [apiPods])).toContain('TCP 8080');
        const { enabled, portalAssistantUrl } = (chartVersion !== '1.0.5' && backstage?.features?.assistant) || {};
        if (enabled && !portalAssistantUrl) {
          expect(portsTo(policy, [{ podSelector: {} }])).toContain('TCP 8080');
        }
        const called = [security?.oidc?.tokenUrl, url.JENKINS_BASE_URL, enabled && portalAssistantUrl];
        for (const each of called.flatMap((text) => (text ? [new URL(text)] : []))) {
          const [, namespace] = /^[^.]+\.([^.]+)\.svc/.exec(each.hostname) ?? [];
          const inCluster = namespace ? [inNamespace(namespace)] : [{ podSelector: {} }];
          const port = each.port || (each.protocol === 'https:' ? 443 : 80);
          const ports = portsTo(policy, each.hostname.endsWith('.com') ? ANYWHERE : inCluster);
          expect(ports).toContain(`TCP ${port}`);
        }
      });
    });
  });
});
