import { element } from './dom';

/** Picture of the objects and their connections. It draws only while it is visible. */
export class GraphPanel {
  private text = '';
  private drawn = '';

  constructor(private readonly parent: HTMLElement) {
    const isDark = matchMedia('(prefers-color-scheme: dark)');
    isDark.addEventListener('change', () => {
      this.drawn = '';
      this.update();
    });
  }

  /** Sets the flowchart; an empty text shows nothing. */
  show(text: string): void {
    this.text = text;
    this.update();
  }

  /** Draws the flowchart if it is visible and not drawn yet. */
  update(): void {
    if (!this.parent.hidden && this.text !== this.drawn) {
      this.drawn = this.text;
      void this.draw(this.text);
    }
  }

  private async draw(text: string): Promise<void> {
    if (text === '') {
      this.parent.replaceChildren();
      return;
    }
    const { draw } = await import('./graph');
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const { clientWidth, clientHeight } = this.parent;
    const svg = await draw(text, { isDark, isHigh: clientWidth < 1.5 * clientHeight });
    if (text !== this.drawn) {
      return;
    }
    const picture = element('div', 'picture');
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', 'Objects and their connections');
    picture.innerHTML = svg;
    this.parent.replaceChildren(
      element('p', 'summary', 'An object with a dashed border is not rendered, but another object refers to it.'),
      picture,
    );
  }
}
