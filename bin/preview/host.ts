import { isUtf8 } from 'node:buffer';
import { resolve } from 'node:path';
import { errorReport } from '../../lib/app/error-report';
import { attempt, readBytes } from '../../lib/app/files';
import { renderManifests } from '../../lib/app/render-manifests';
import { ofThisRelease } from '../../lib/app/run/compare';
import { readObjects } from '../../lib/app/run/objects-in';
import type { ChartVersion } from '../../lib/backstage/profile';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { CHART_LINES, DEFAULT_VERSION, isChartVersion, lineOf, type Values } from '../../lib/lines';
import { CHART_NAME } from '../../lib/lines/common/profile';
import { graph } from '../../lib/output/graph';
import { manifestYaml } from '../../lib/output/manifest-yaml';
import { readFolder } from '../../lib/output/read-manifests';
import { InputError } from '../../lib/util/input-error';
import { FIDELITIES } from '../../lib/values/fidelity';
import { type Finding, ValuesError } from '../../lib/values/finding';
import { MAX_VALUES_BYTES, readValues } from '../../lib/values/load';
import { mergeValues } from '../../lib/values/merge';
import { withOptions } from '../render';
import { writeFiles } from '../write-files';
import { compareSides, type Side, yamlOf } from './compare-sides';
import type { PreviewInput } from './input';
import { type OptionValues, placeFindings } from './place-findings';
import type { Base, Comparison, PreviewHost, Rendering, RenderRequest, Session, ValuesText } from './protocol';
import { secretRanges } from './secret-ranges';

/** Name of the values that options set, where files have theirs. */
const OPTIONS_NAME = '--set';

/** Choice of the defects that `--correct` names. */
const CHOSEN = 'chosen';

/** Returns the functions that the server of a preview calls. */
export function previewHost(input: PreviewInput): PreviewHost {
  return new Host(input);
}

class Host implements PreviewHost {
  readonly session: Session;
  readonly paths: readonly string[];
  /** Values that options set. */
  private readonly set?: OptionValues;

  constructor(private readonly input: PreviewInput) {
    const { valuesFiles, options, environment, base } = input;
    const { chartVersion = DEFAULT_VERSION, fidelity = 'exact', releaseName } = options;
    const set = withOptions({}, input);
    const verified = CHART_LINES.flatMap(({ verified }) => verified).reverse();
    this.paths = valuesFiles.map((file) => resolve(file));
    if (Object.keys(set).length > 0) {
      const text = manifestYaml(set);
      this.set = { name: OPTIONS_NAME, text, values: readValues(Buffer.from(text), OPTIONS_NAME) };
    }
    this.session = {
      release: releaseName ?? CHART_NAME,
      environment,
      files: valuesFiles,
      set: this.set && this.valuesText(this.set.text),
      chartVersions: verified.some((version) => version === chartVersion) ? verified : [chartVersion, ...verified],
      fidelities: [
        ...FIDELITIES.map((word) => ({ value: word, label: word })),
        ...(typeof fidelity === 'string' ? [] : [{ value: CHOSEN, label: `exact, without ${fidelity.join(', ')}` }]),
      ],
      initial: { chartVersion, fidelity: typeof fidelity === 'string' ? fidelity : CHOSEN },
      folder: base?.path,
    };
  }

  readonly messageOf = errorReport;

  // The browser counts each end of a line as one character.
  readonly read = (file: number): ValuesText => this.valuesText(this.textOf(file).replaceAll('\r\n', '\n'));

  readonly save = (file: number, text: string): void => {
    const name = this.nameOf(file);
    if (Buffer.byteLength(text) > MAX_VALUES_BYTES) {
      throw new InputError(`cannot write ${name}: a values file must have at most 1 MiB`);
    }
    writeFiles(new Map([[name, hasWindowsLines(this.textOf(file)) ? text.replaceAll('\n', '\r\n') : text]]), [name]);
  };

  readonly render = (request: RenderRequest): Rendering => {
    const findings: Finding[] = [];
    const found = this.attemptRendering(request, findings);
    const located = this.input.locate?.(findings) ?? findings;
    return {
      ...found,
      findings: placeFindings(located, this.sources(request.texts), this.set),
      secrets: this.secrets(request.texts, request.chartVersion),
    };
  };

  /** Renders values, and adds the findings to a list. */
  private attemptRendering(request: RenderRequest, findings: Finding[]): Omit<Rendering, 'findings' | 'secrets'> {
    const { texts, fidelity, base, showSecrets } = request;
    try {
      const chartVersion = versionOf(request.chartVersion);
      const manifests = this.rendered(texts, chartVersion, fidelity, findings);
      const objects = manifests.map((manifest) => ({
        kind: manifest.kind,
        name: manifest.metadata.name,
        yaml: yamlOf(manifest, chartVersion, showSecrets),
      }));
      const comparison = this.compare(base, texts, { manifests, chartVersion, isComplete: true }, showSecrets);
      return { objects, graph: graph(manifests), comparison };
    } catch (error) {
      if (!(error instanceof ValuesError)) {
        return { problem: errorReport(error) };
      }
      findings.unshift(...error.findings);
      return {};
    }
  }

  private textOf(file: number): string {
    const { bytes, name } = readBytes(this.nameOf(file), MAX_VALUES_BYTES);
    if (!isUtf8(bytes)) {
      throw new InputError(`cannot show ${name}: it is not UTF-8; save it as UTF-8`);
    }
    return bytes.toString('utf8');
  }

  private valuesText(text: string): ValuesText {
    return { text, secrets: secretRanges(text, lineOf(this.input.options.chartVersion).schema) };
  }

  private nameOf(file: number): string {
    const name = this.session.files[file];
    if (name === undefined) {
      throw new InputError(`there is no values file number ${file}`);
    }
    return name;
  }

  private sources(texts: readonly string[]) {
    return this.session.files.map((name, index) => ({ name, text: texts[index] ?? '' }));
  }

  private secrets(texts: readonly string[], chartVersion: string) {
    const { schema } = lineOf(isChartVersion(chartVersion) ? chartVersion : undefined);
    return [...this.sources(texts), ...(this.set ? [this.set] : [])].map(({ text }) => secretRanges(text, schema));
  }

  /** Renders values, and adds warnings and infos to a list. */
  private rendered(
    texts: readonly string[],
    chartVersion: ChartVersion,
    fidelity: string,
    findings: Finding[],
  ): Manifest[] {
    return renderManifests<ChartVersion>(this.values(texts), {
      ...this.input.options,
      chartVersion,
      fidelity: FIDELITIES.find((word) => word === fidelity) ?? this.input.options.fidelity,
      onFinding: (finding) => findings.push(finding),
    });
  }

  private values(texts: readonly string[]): Values {
    const files = this.session.files.map((name, index) => readValues(Buffer.from(texts[index] ?? ''), name));
    return withOptions(mergeValues(files), this.input);
  }

  private compare(base: Base, texts: readonly string[], after: Side, showSecrets: boolean): Comparison {
    try {
      return compareSides(this.baseSide(base, texts, after), after, showSecrets);
    } catch (error) {
      return { problem: errorReport(error) };
    }
  }

  /** Returns the objects to compare with. */
  private baseSide(base: Base, texts: readonly string[], after: Side): Side {
    if (base.type === 'folder') {
      const { chartVersion } = after;
      return { ...this.folderSide(after.manifests), chartVersion };
    }
    const { chartVersion, fidelity } = base.type === 'saved' ? this.session.initial : base;
    const values = base.type === 'saved' ? this.session.files.map((_, file) => this.textOf(file)) : texts;
    const version = versionOf(chartVersion);
    return { manifests: this.rendered(values, version, fidelity, []), chartVersion: version, isComplete: true };
  }

  private folderSide(rendered: readonly Manifest[]): Pick<Side, 'manifests' | 'isComplete'> {
    const { path, isOutput } = this.input.base ?? { path: '', isOutput: false };
    return isOutput
      ? { manifests: attempt('read', path, () => readFolder(path)), isComplete: true }
      : { manifests: ofThisRelease(readObjects(path), rendered), isComplete: false };
  }
}

/** Checks whether the lines of a text end as on Windows. */
function hasWindowsLines(text: string): boolean {
  return /^[^\n]*\r\n/.test(text);
}

function versionOf(text: string): ChartVersion {
  if (!isChartVersion(text)) {
    throw new InputError('the chart version is unknown');
  }
  return text;
}
