import type { Violation } from '../util/violation';
import type { ImageFacts, ImageVariable } from './image-facts';

/** A custom variable of the container, with the path of its entry. */
export interface PlacedVariable {
  readonly path: string;
  readonly name: string;
  /** Text of the variable. Absent if it is a reference to another object. */
  readonly value?: string;
}

/** Parts of a pod that decide what its custom variables replace. */
export interface CustomVariables {
  readonly image: ImageFacts;
  /** Custom variables of the container, in order. */
  readonly variables: readonly PlacedVariable[];
  /** Command of the container; empty for that of the image. */
  readonly command: readonly string[];
}

/** Finding about a custom variable. */
export interface VariableFinding extends Violation {
  readonly severity: 'warning' | 'info';
}

/** Variables that name a proxy, as tools other than Node.js read them, in lower case. */
const PROXIES = new Set(['http_proxy', 'https_proxy']);

/**
 * Finds custom variables that replace a part of the image's variables which the portal needs. A variable of a container
 * replaces the image's variable of the same name; it is not added to it. Also finds variables of a proxy that Node.js
 * does not use.
 */
export function* variableFindings(custom: CustomVariables): Iterable<VariableFinding> {
  // Kubernetes uses the last of several variables with the same name.
  const last = new Map(custom.variables.map((variable) => [variable.name, variable]));
  const texts = new Map(expandedTexts(custom.variables));
  for (const ofImage of custom.image.variables) {
    const variable = last.get(ofImage.name);
    if (variable !== undefined && !isOption(custom.command, ofImage)) {
      yield* replacement(variable, texts.get(variable), ofImage);
    }
  }
  const proxy = [...last.values()].find(({ name, value }) => PROXIES.has(name.toLowerCase()) && value !== '');
  if (proxy !== undefined && !usesProxy(last, texts, custom.command)) {
    yield {
      severity: 'warning',
      path: proxy.path,
      message: 'has no effect on the requests of the portal: Node.js uses a proxy only if NODE_USE_ENV_PROXY is 1',
      fix: 'set the variable NODE_USE_ENV_PROXY to "1", and NO_PROXY to the hosts in the cluster, such as .svc,.cluster.local',
    };
  }
}

function* replacement(
  { path }: PlacedVariable,
  text: string | undefined,
  { value, part, without, severity }: ImageVariable,
): Iterable<VariableFinding> {
  const needed = part ?? value;
  if (text === undefined) {
    if (part !== undefined) {
      const message = `replaces the image's value, so the text that it refers to must contain ${part}`;
      yield { severity: 'info', path, message, fix: `check that the text contains ${part}` };
    }
    return;
  }
  if (part === undefined ? text !== value : !text.includes(part)) {
    const message = `replaces the image's value ${value}; ${without}`;
    const fix = part === undefined ? `set it to ${needed}, or remove it` : `add ${part} to the value`;
    yield { severity, path: `${path}.value`, message, fix };
  }
}

/** Checks whether a command passes the needed text to Node.js itself. */
function isOption(command: readonly string[], { name, part }: ImageVariable): boolean {
  return name === 'NODE_OPTIONS' && part !== undefined && command.some((word) => word.includes(part));
}

function usesProxy(
  variables: ReadonlyMap<string, PlacedVariable>,
  texts: ReadonlyMap<PlacedVariable, string | undefined>,
  command: readonly string[],
): boolean {
  const own = variables.get('NODE_USE_ENV_PROXY');
  const options = variables.get('NODE_OPTIONS');
  const text = options && texts.get(options);
  return (
    (own !== undefined && [undefined, '1'].includes(texts.get(own))) ||
    (options !== undefined && (text === undefined || text.includes('--use-env-proxy'))) ||
    command.some((word) => word.includes('--use-env-proxy'))
  );
}

/** Most characters of a text that Kubernetes puts together. A longer one counts as unknown. */
const MAX_LENGTH = 100_000;

/**
 * Returns the text of each variable as the container gets it. Kubernetes replaces `$(NAME)` by an earlier variable. The
 * text is undefined if it depends on another object.
 */
function expandedTexts(variables: readonly PlacedVariable[]): [PlacedVariable, string | undefined][] {
  const known = new Map<string, string | undefined>();
  return variables.map((variable) => {
    const { name, value } = variable;
    // Values may contain null, which sets an empty text.
    const text = value === undefined ? undefined : expanded(value ?? '', known);
    known.set(name, text);
    return [variable, text];
  });
}

function expanded(value: string, known: ReadonlyMap<string, string | undefined>): string | undefined {
  const references = [...value.matchAll(REFERENCE)].map(([, name = '']) => name).filter((name) => known.has(name));
  const lengths = references.map((name) => known.get(name)?.length ?? Number.POSITIVE_INFINITY);
  const isKnown = lengths.reduce((sum, length) => sum + length, value.length) <= MAX_LENGTH;
  return isKnown ? value.replace(REFERENCE, (written, name: string) => known.get(name) ?? written) : undefined;
}

const REFERENCE = /(?<!\$)\$\(([-\w.]+)\)/g;
