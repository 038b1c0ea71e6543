import type { Base, Choice, RenderRequest, Session } from '../../bin/preview/protocol';
import { byId, element } from './dom';

/** Settings above the panels: chart version, fidelity, what to compare with, and whether to show secrets. */
export class Settings {
  private readonly chartVersion = byId('chart-version', HTMLSelectElement);
  private readonly fidelity = byId('fidelity', HTMLSelectElement);
  private readonly baseChoice = byId('base', HTMLSelectElement);
  private readonly showSecrets = byId('show-secrets', HTMLInputElement);

  /**
   * @param session choices, and the initial ones
   * @param onChange called when the user changes a setting
   */
  constructor(
    private readonly session: Session,
    onChange: () => void,
  ) {
    const { chartVersions, fidelities, initial, folder } = session;
    const versions = chartVersions.map((version) => ({ value: version, label: version }));
    this.chartVersion.replaceChildren(...options(versions));
    this.fidelity.replaceChildren(...options(fidelities));
    this.baseChoice.replaceChildren(
      ...options([
        { value: 'saved', label: 'Saved values' },
        ...(folder === undefined ? [] : [{ value: 'folder', label: folder }]),
      ]),
      group('Chart version', versions, 'version:'),
      group('Fidelity', fidelities, 'fidelity:'),
    );
    this.chartVersion.value = initial.chartVersion;
    this.fidelity.value = initial.fidelity;
    this.baseChoice.value = folder === undefined ? 'saved' : 'folder';
    // A browser restores a check box when it loads a page again.
    this.showSecrets.checked = false;
    byId('settings', HTMLFormElement).addEventListener('change', () => {
      document.body.classList.toggle('shows-secrets', this.showSecrets.checked);
      onChange();
    });
    byId('settings', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  }

  /** Settings of a rendering. */
  get current(): Pick<RenderRequest, 'chartVersion' | 'fidelity' | 'showSecrets'> {
    return {
      chartVersion: this.chartVersion.value,
      fidelity: this.fidelity.value,
      showSecrets: this.showSecrets.checked,
    };
  }

  /** Objects to compare with, and their name for people. */
  get base(): { readonly base: Base; readonly name: string } {
    const { chartVersion, fidelity } = this.current;
    const { value } = this.baseChoice;
    const { initial, folder } = this.session;
    if (value === 'folder') {
      return { base: { type: 'folder' }, name: folder ?? '' };
    }
    if (value === 'saved') {
      return {
        base: { type: 'saved' },
        name: `the saved values with chart ${initial.chartVersion}, ${this.labelOf(initial.fidelity)}`,
      };
    }
    const [type, chosen = ''] = value.split(':');
    const other = type === 'version' ? { chartVersion: chosen, fidelity } : { chartVersion, fidelity: chosen };
    return {
      base: { type: 'other', ...other },
      name: `chart ${other.chartVersion}, ${this.labelOf(other.fidelity)}`,
    };
  }

  private labelOf(fidelity: string): string {
    return this.session.fidelities.find(({ value }) => value === fidelity)?.label ?? fidelity;
  }
}

function options(choices: readonly Choice[]): HTMLOptionElement[] {
  return choices.map(({ value, label }) => {
    const option = element('option', '', label);
    option.value = value;
    return option;
  });
}

function group(label: string, choices: readonly Choice[], prefix: string): HTMLOptGroupElement {
  const created = element(
    'optgroup',
    '',
    ...options(choices.map((each) => ({ ...each, value: `${prefix}${each.value}` }))),
  );
  created.label = label;
  return created;
}
