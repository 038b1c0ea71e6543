import { join } from 'node:path';
import type { BackstageChartProps } from './backstage-chart';
import { writeFolder } from './output/folder';
import type { Manifest } from './output/manifest';
import { renderManifests } from './render-manifests';
import { type Finding, report, ValuesError } from './values/finding';

/** A release with its values: one folder of output. */
export type Environment = BackstageChartProps;

/** Environments by name; the name is the name of the output's folder. */
export type Environments = Readonly<Record<string, Environment>>;

/**
 * Renders every environment into `<outdir>/<environment>/<Kind>.<name>.k8s.yaml`, one file per object.
 *
 * Nothing is written unless every environment renders.
 *
 * @returns what is worth knowing about the values; paths begin with the environment's name
 * @throws ValuesError with the errors of all environments; paths begin with the environment's name
 */
export function synthesize(environments: Environments, outdir: string): Finding[] {
  const warnings: Finding[] = [];
  const errors: Finding[] = [];
  const rendered: { name: string; manifests: Manifest[] }[] = [];
  for (const [name, { values, ...options }] of Object.entries(environments)) {
    try {
      const onWarning = (warning: Finding) => warnings.push(inEnvironment(name, warning));
      rendered.push({ name, manifests: renderManifests(values, { ...options, onWarning }) });
    } catch (error) {
      if (!(error instanceof ValuesError)) {
        throw error;
      }
      errors.push(...error.findings.map((finding) => inEnvironment(name, finding)));
    }
  }
  if (errors.length > 0) {
    throw new ValuesError(errors);
  }
  for (const { name, manifests } of rendered) {
    writeFolder(join(outdir, name), manifests);
  }
  return warnings;
}

/**
 * What a cdk8s app does: renders the environments into the folder that the cdk8s CLI names, or `dist`.
 *
 * Findings go to standard error. Where values are refused the process ends with status 1, and no file is written.
 */
export function runApp(environments: Environments): void {
  try {
    const warnings = synthesize(environments, process.env.CDK8S_OUTDIR ?? 'dist');
    if (warnings.length > 0) {
      console.error(report(warnings));
    }
  } catch (error) {
    if (!(error instanceof ValuesError)) {
      throw error;
    }
    console.error(error.message);
    process.exitCode = 1;
  }
}

function inEnvironment(name: string, finding: Finding): Finding {
  return { ...finding, path: `${name}: ${finding.path}` };
}
