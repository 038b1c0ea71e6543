import { describe } from '../../util/describe';
import { shellWord } from '../../util/shell-word';
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
  const data = Object.entries(copied.keys).map(([key, old]) => [key, `{{index .data ${JSON.stringify(old)}}}`]);
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    data: Object.fromEntries(data.map(([key], index) => [key, `#${index}`])),
    ...(Object.keys(literals).length > 0 && { stringData: texts(literals) }),
  };
  // Go's templates do not accept the escaped quotes of a JSON text.
  const template = data.reduce(
    (text, [, action = ''], index) => text.replace(`#${index}`, () => action),
    inTemplate(JSON.stringify(secret)),
  );
  return `kubectl get secret ${shellWord(copied.from)} -n ${shellWord(namespace)} -o go-template=${shellWord(template)} | kubectl create -n ${shellWord(namespace)} -f -`;
}

function addition({ name, namespace, literals }: SecretPlan): string {
  const patch = JSON.stringify({ stringData: texts(literals) });
  return `kubectl patch secret ${shellWord(name)} -n ${shellWord(namespace)} --type=merge -p ${shellWord(patch)}`;
}

/** Returns the texts, with a placeholder for one that may contain a secret. */
function texts(literals: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const shown = Object.entries(literals).map(([key, text]) => [
    key,
    describe(text) === JSON.stringify(text) ? text : `REPLACE-WITH-${key}`,
  ]);
  return Object.fromEntries(shown);
}

/** Returns a text in which Go's templates find no action. */
function inTemplate(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}');
}
