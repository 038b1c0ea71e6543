import { describe } from '../../util/describe';
import type { UpgradeSecret } from './report';
import type { SecretPlan } from './step';

/** Returns the Secret that must exist, with the shell command that creates it or adds its keys, without any secret. */
export function upgradeSecret(plan: SecretPlan): UpgradeSecret {
  const { name, namespace, copied, literals } = plan;
  return {
    name,
    namespace,
    keys: [...Object.keys(copied?.keys ?? {}), ...Object.keys(literals)],
    command: copied ? creation(plan, copied) : addition(plan),
  };
}

/** Returns a command that copies keys of a Secret as they are, so that no shell and no process list sees a value. */
function creation({ name, namespace, literals }: SecretPlan, copied: NonNullable<SecretPlan['copied']>): string {
  const data = Object.entries(copied.keys).map(([key, old]) => `  ${key}: {{index .data ${JSON.stringify(old)}}}`);
  const texts = Object.entries(literals).map(([key, text]) => `  ${key}: ${inTemplate(literal(key, text))}`);
  const template = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    'data:',
    ...data,
    ...(texts.length > 0 ? ['stringData:', ...texts] : []),
    '',
  ].join('\n');
  return `kubectl get secret ${copied.from} -n ${namespace} -o go-template=${quoted(template)} | kubectl create -n ${namespace} -f -`;
}

function addition({ name, namespace, literals }: SecretPlan): string {
  const texts = Object.entries(literals).map(([key, text]) => `${JSON.stringify(key)}: ${literal(key, text)}`);
  return `kubectl patch secret ${quoted(name)} -n ${namespace} --type=merge -p ${quoted(`{"stringData": {${texts.join(', ')}}}`)}`;
}

/** Returns a text in quotes; a placeholder if the text may contain a secret. */
function literal(key: string, text: string): string {
  return describe(text) === JSON.stringify(text) ? JSON.stringify(text) : JSON.stringify(`REPLACE-WITH-${key}`);
}

/** Returns a text in which Go's templates find no action. */
function inTemplate(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}');
}

/** Returns a text as one word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
