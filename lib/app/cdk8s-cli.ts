import { existsSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { KUSTOMIZATION_FILE } from '../output/kustomization';
import { InputError } from '../util/input-error';

/** Name of the temporary folder in which `cdk8s synth --stdout` expects the output. */
const TEMPORARY = /^cdk8s-\w{6}$/;

/**
 * Refuses the output folder of `cdk8s synth --format helm`. Helm would read each kustomization.yaml as an object, and
 * evaluate braces in values.
 *
 * @throws InputError if the folder contains the templates of a Helm chart
 */
export function refuseTemplates(outdir: string): void {
  const folder = resolve(outdir);
  if (basename(folder) === 'templates' && existsSync(join(dirname(folder), 'Chart.yaml'))) {
    throw new InputError(
      `cannot write ${outdir}, because Helm cannot read Kustomize bases as templates; use cdk8s synth without --format helm, and kubectl apply -k`,
    );
  }
}

/**
 * Removes the kustomization.yaml of environments if `cdk8s synth --stdout` prints the output. It prints every YAML file,
 * and no cluster has the kind Kustomization.
 */
export function keepObjectsOnly(outdir: string, environments: readonly string[]): void {
  if (TEMPORARY.test(basename(outdir)) && realpathSync(dirname(outdir)) === realpathSync(tmpdir())) {
    for (const name of environments) {
      rmSync(join(outdir, name, KUSTOMIZATION_FILE));
    }
  }
}
