import { element } from './dom';

/** Tab of a list. */
export interface Tab {
  readonly label: string;
  /** Panel that the tab shows. Several tabs may have the same one. */
  readonly panel: HTMLElement;
}

/** List of tabs, of which one is selected. Arrow keys, Home and End select others. */
export class Tabs {
  private readonly buttons: readonly HTMLButtonElement[];
  private current = 0;

  constructor(
    list: HTMLElement,
    label: string,
    private readonly tabs: readonly Tab[],
    private readonly onSelect: (index: number) => void,
  ) {
    list.className = 'tabs';
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', label);
    this.buttons = tabs.map(({ label, panel }, index) => {
      const tab = element('button', '', label);
      tab.type = 'button';
      tab.id = `${list.id}-${index}`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', panel.id);
      tab.addEventListener('click', () => this.select(index));
      tab.addEventListener('keydown', (event) => this.move(event, index));
      return tab;
    });
    list.replaceChildren(...this.buttons);
    this.mark();
  }

  /** Index of the selected tab. */
  get selected(): number {
    return this.current;
  }

  /** Selects a tab, and shows its panel. */
  select(index: number): void {
    this.current = index;
    this.mark();
    this.onSelect(index);
  }

  /** Adds a mark with a meaning to the label of a tab, or removes it. */
  setNote(index: number, note: string, meaning = note): void {
    const [tab, label] = [this.buttons[index], this.tabs[index]?.label ?? ''];
    const mark = element('span', 'note', note);
    mark.title = meaning;
    tab?.replaceChildren(label, ...(note === '' ? [] : [mark]));
  }

  private mark(): void {
    const shown = this.tabs[this.current]?.panel;
    for (const [index, tab] of this.buttons.entries()) {
      const isSelected = index === this.current;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      if (isSelected) {
        shown?.setAttribute('aria-labelledby', tab.id);
      }
    }
    for (const { panel } of this.tabs) {
      panel.hidden = panel !== shown;
    }
  }

  private move(event: KeyboardEvent, index: number): void {
    const last = this.buttons.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: index === 0 ? last : index - 1,
      ArrowRight: index === last ? 0 : index + 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.select(target);
      this.buttons[target]?.focus();
    }
  }
}
