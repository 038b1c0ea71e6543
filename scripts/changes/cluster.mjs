// Applies two lists of objects one after the other, and observes what a cluster does.
import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';

const MANAGER = 'changes';
/** Time that an autoscaler gets to look at its target. */
const AUTOSCALER_TIMEOUT = 40_000;

/** A cluster that kubectl reaches. Each pair gets a namespace of its own. */
export class Cluster {
  /** Namespace in which objects are tried alone. */
  #trial;
  #namespaces = [];
  #priorityClasses = [];
  #run = Math.random().toString(36).slice(2, 8);

  constructor(command = process.env.KUBECTL ?? 'kubectl') {
    this.command = command;
    this.version = JSON.parse(this.kubectl(['get', '--raw', '/version'])).gitVersion;
  }

  /**
   * Applies `before` to an empty namespace, and `after` over it. Returns the change with what the cluster did; undefined
   * if it refuses one of the objects where nothing is there.
   */
  observe({ what, before, after }, apply) {
    const namespace = this.#newNamespace();
    this.#trial ??= this.#newNamespace();
    const [old, now] = [before, after].map((objects) => this.#moved(objects, namespace));
    const isRefused = this.#apply(this.#moved(after, this.#trial), 'server-side', true).length > 0;
    if (isRefused || this.#apply(old, apply).length > 0) {
      return undefined;
    }
    this.#waitForAutoscaler(old);
    const all = [...new Map([...old, ...now].map((object) => [idOf(object), object])).values()];
    const live = this.#live(all);
    const refused = this.#apply(now, apply);
    const then = this.#live(all);
    const known = old.map(idOf).filter((id) => now.some((object) => idOf(object) === id));
    const isOther = (id, part) => !isDeepStrictEqual(part(live.get(id)), part(then.get(id)));
    const isScaled = old.some(({ kind }) => kind === 'HorizontalPodAutoscaler');
    return {
      what,
      apply,
      before: old,
      after: now,
      did: {
        refused,
        restarts: known.filter((id) => /^(?:Deployment|DaemonSet) /.test(id) && isOther(id, templateOf)),
        // An autoscaler changes the number of pods at any time.
        changes: known.filter((id) => isOther(id, isScaled ? withoutReplicas : contentOf)),
        resets: known.filter((id) => {
          const [from, to] = [live, then].map((objects) => objects.get(id)?.spec?.replicas);
          return from !== to && now.find((object) => idOf(object) === id)?.spec?.replicas === undefined;
        }),
      },
    };
  }

  /** Deletes what the observations made. */
  cleanUp() {
    const options = { stdio: 'ignore' };
    spawnSync(this.command, ['delete', 'namespace', '--wait=false', ...this.#namespaces], options);
    spawnSync(this.command, ['delete', 'priorityclass', '--ignore-not-found', ...this.#priorityClasses], options);
  }

  kubectl(args, input) {
    const { status, stdout, stderr, error } = spawnSync(this.command, args, {
      encoding: 'utf8',
      input,
      maxBuffer: 1 << 26,
    });
    if (error || status !== 0) {
      throw new Error(error?.message ?? stderr.trim());
    }
    return stdout;
  }

  #newNamespace() {
    const name = `changes-${this.#run}-${this.#namespaces.length}`;
    this.kubectl(['create', 'namespace', name]);
    this.#namespaces.push(name);
    return name;
  }

  /** Applies objects. Returns the refused ones, with the messages of the API server. */
  #apply(objects, mode, isTrial = false) {
    const flags = mode === 'server-side' ? ['--server-side', `--field-manager=${MANAGER}`, '--force-conflicts'] : [];
    const args = ['apply', ...flags, ...(isTrial ? ['--dry-run=server'] : []), '-f', '-'];
    const list = (items) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const run = (items) => spawnSync(this.command, args, { encoding: 'utf8', input: list(items), maxBuffer: 1 << 26 });
    if (run(objects).status === 0) {
      return [];
    }
    return objects.flatMap((object) => {
      const { status, stderr } = run([object]);
      return status === 0 ? [] : [{ object: idOf(object), message: stderr.trim().slice(0, 300) }];
    });
  }

  /** Moves objects to a namespace. Names of objects without a namespace end with its name. */
  #moved(objects, namespace) {
    const nameOf = (name) => `${name}-${namespace}`;
    return objects.map((given) => {
      const object = structuredClone(given);
      if (object.kind === 'PriorityClass') {
        object.metadata.name = nameOf(object.metadata.name);
        this.#priorityClasses.push(object.metadata.name);
      } else {
        object.metadata.namespace = namespace;
      }
      const pod = object.spec?.template?.spec;
      const isOwn = objects.some(
        ({ kind, metadata }) => kind === 'PriorityClass' && metadata.name === pod?.priorityClassName,
      );
      if (isOwn) {
        pod.priorityClassName = nameOf(pod.priorityClassName);
      }
      return object;
    });
  }

  /** Waits until an autoscaler has scaled its target to its minimum. */
  #waitForAutoscaler(objects) {
    const autoscaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const target = objects.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === autoscaler?.spec.scaleTargetRef.name,
    );
    if (target === undefined) {
      return;
    }
    const end = Date.now() + AUTOSCALER_TIMEOUT;
    const replicas = () => this.#live([target]).get(idOf(target))?.spec.replicas;
    while (replicas() < autoscaler.spec.minReplicas && Date.now() < end) {
      spawnSync('sleep', ['1']);
    }
  }

  /** Returns the objects as they are in the cluster, by kind and name. */
  #live(objects) {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    const text = this.kubectl(['get', '-f', '-', '--ignore-not-found', '-o', 'json'], input);
    const found = text.trim() === '' ? [] : JSON.parse(text);
    return new Map((found.items ?? [found].flat()).map((object) => [idOf(object), object]));
  }
}

/** Returns the kind and name of an object. */
export function idOf({ kind, metadata: { name } }) {
  return `${kind} ${name}`;
}

/** Annotations that kubectl and controllers write. */
const WRITTEN = /^(?:kubectl|deployment|pv|volume)[\w.]*\.?kubernetes\.io\/|^deprecated\.daemonset/;

function templateOf(object) {
  return object?.spec?.template;
}

/** Returns the part of an object that people apply, except the number of pods. */
function withoutReplicas(object) {
  const { spec, ...others } = contentOf(object);
  const { replicas: _, ...own } = spec;
  return { ...others, spec: own };
}

/** Returns the part of an object that people apply. */
function contentOf({ status: _, metadata = {}, ...object } = {}) {
  const { labels, annotations = {}, finalizers = [] } = metadata;
  const { volumeName: __, ...spec } = object.spec ?? {};
  const own = Object.entries(annotations).filter(([key]) => !WRITTEN.test(key));
  const others = finalizers.filter((finalizer) => !finalizer.startsWith('kubernetes.io/'));
  return { ...object, spec, labels, annotations: Object.fromEntries(own), finalizers: others };
}
