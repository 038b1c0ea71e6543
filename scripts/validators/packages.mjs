// Validators from packages of other projects. Each has a name, the version of the API that it checks, and functions:
// `isOf` says whether it checks an object, `typeOf` returns the type of an object, and `validate`, which not all have,
// runs a check.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { npm } from '../npm.mjs';

/** Versions of @kubernetes/client-node. Each contains its Kubernetes version. No version exists for 1.31 and 1.35. */
const CLIENTS = ['0.20.0', '0.21.0', '0.22.3', '1.1.2', '1.3.0', '1.4.0', '2.0.1'];

/** The packages of kubernetes-models. Each is used in the installed version and in a newer one. */
const MODELS = [
  { name: 'kubernetes-models', of: 'Kubernetes', newer: '5.1.0' },
  { name: '@kubernetes-models/gateway-api', of: 'Gateway API', newer: '2.0.0', group: 'gateway.networking.k8s.io' },
  { name: '@kubernetes-models/external-secrets', of: 'External Secrets', newer: '2.0.0', group: 'external-secrets.io' },
  {
    name: '@kubernetes-models/prometheus-operator',
    of: 'Prometheus operator',
    newer: '6.0.0',
    group: 'monitoring.coreos.com',
  },
];

const root = fileURLToPath(new URL('../../', import.meta.url));
/** API groups that are not part of Kubernetes. No package has a validator for those of kgateway. */
const groups = [...MODELS.flatMap(({ group = [] }) => group), 'gateway.kgateway.dev'];

/** Returns a validator for each version of the client. Downloads the clients without dependencies: types suffice. */
export function clients(folder) {
  const packages = CLIENTS.map((version) => `@kubernetes/client-node@${version}`);
  const packed = npm(['pack', '--silent', '--pack-destination', folder, ...packages], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tarballs = packed.trim().split('\n');
  return CLIENTS.map((version, index) => {
    const at = join(folder, `client-node-${version}`);
    mkdirSync(at);
    execFileSync('tar', ['-xzf', join(folder, tarballs[index]), '-C', at, '--exclude=*.map']);
    const generated = join(at, 'package/dist/gen');
    const types = join(generated, existsSync(join(generated, 'models')) ? 'models' : 'model');
    nameAsInApi(types);
    // The file is v1Deployment.d.ts in older packages, and V1Deployment.d.ts in newer ones.
    const files = new Map(readdirSync(types).map((file) => [file.toLowerCase(), join(types, file)]));
    const text = readFileSync(files.get('v1deployment.d.ts'), 'utf8');
    const [, kubernetes] = /OpenAPI (?:spec version|document): (?:release-|v)(\d+\.\d+)/.exec(text);
    return {
      name: `@kubernetes/client-node ${version}`,
      of: `Kubernetes ${kubernetes}`,
      api: 'Kubernetes',
      version: kubernetes,
      isOf: isKubernetes,
      typeOf: ({ apiVersion, kind }) => {
        const name = `${apiVersion.split('/').at(-1).replace('v', 'V')}${kind}`;
        return { name, file: files.get(`${name}.d.ts`.toLowerCase()) };
      },
    };
  });
}

function isKubernetes({ apiVersion }) {
  return !groups.includes(apiVersion.split('/')[0]);
}

/** Renames fields to their names in the API. The generator prefixes some, such as `from`, with `_`. */
function nameAsInApi(types) {
  for (const file of readdirSync(types).filter((name) => name.endsWith('.js'))) {
    const fields = readFileSync(join(types, file), 'utf8').matchAll(/"name": "(.+)",\s*"baseName": "(.+)"/g);
    for (const [, name, baseName] of fields) {
      if (name !== baseName) {
        const declarations = join(types, file.replace(/\.js$/, '.d.ts'));
        writeFileSync(declarations, readFileSync(declarations, 'utf8').replace(`'${name}'`, `'${baseName}'`));
      }
    }
  }
}

/** Returns the validators of the packages of kubernetes-models. */
export function models(folder) {
  const project = join(folder, 'newer');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  const packages = MODELS.map(({ name, newer }) => `${name}@${newer}`);
  npm(['install', '--silent', '--no-audit', '--ignore-scripts', ...packages], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return MODELS.flatMap((model) => [root, project].map((at) => modelsIn(join(at, 'node_modules', model.name), model)));
}

function modelsIn(at, { name, of, group }) {
  const { version: ofPackage, 'crd-generate': source } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  // Older packages of CRDs contain the URL of their source. kubernetes-models does not, and its README is outdated.
  const [, release] = /\/v([\d.]+)\/[^/]*$/.exec(source?.input.at(-1) ?? '') ?? [];
  const fileOf = ({ apiVersion, kind }) => join(at, apiVersion, kind);
  return {
    name: `${name} ${ofPackage}`,
    of: `${of}${release ? ` ${release}` : ', unknown version'}`,
    api: of,
    version: release,
    isOf: (manifest) => (group ? manifest.apiVersion.startsWith(`${group}/`) : isKubernetes(manifest)),
    // The older package of External Secrets has only v1beta1, whose fields are the same for the rendered objects.
    asKnown: (manifest) =>
      existsSync(`${fileOf(manifest)}.d.ts`) || !group ? manifest : { ...manifest, apiVersion: `${group}/v1beta1` },
    typeOf: (manifest) => ({ name: `I${manifest.kind}`, file: `${fileOf(manifest)}.d.ts` }),
    validate: async (manifest, specimen) => {
      const module = await import(pathToFileURL(`${fileOf(specimen)}.js`));
      const Model = module[specimen.kind] ?? module.default[specimen.kind];
      new Model(manifest).validate();
    },
  };
}
