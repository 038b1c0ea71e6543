import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { RenderedObject } from '../../bin/preview/protocol';
import { button, element } from './dom';
import { readOnly, replacement } from './yaml-view';

/** List of the rendered objects, and the YAML of the selected one. */
export class ObjectsPanel {
  private readonly view: EditorView;
  private objects: readonly RenderedObject[] = [];
  private selected = '';

  /**
   * @param list element for the list
   * @param parent element for the YAML
   */
  constructor(
    private readonly list: HTMLElement,
    parent: HTMLElement,
  ) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({ extensions: readOnly('YAML of the selected object') }),
    });
  }

  /** Shows objects. The selected one stays selected. */
  show(objects: readonly RenderedObject[]): void {
    this.objects = objects;
    this.list.replaceChildren(...objects.map((object) => element('li', '', this.entry(object))));
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    this.select(objects.find((object) => idOf(object) === this.selected) ?? deployment ?? objects[0]);
  }

  private entry(object: RenderedObject): HTMLButtonElement {
    const entry = button('', () => this.select(object));
    entry.dataset.id = idOf(object);
    entry.append(element('span', 'kind', object.kind), element('span', 'name', object.name));
    return entry;
  }

  private select(object: RenderedObject | undefined): void {
    const isOther = object !== undefined && idOf(object) !== this.selected;
    this.selected = object === undefined ? '' : idOf(object);
    for (const entry of this.list.querySelectorAll('button')) {
      entry.toggleAttribute('aria-current', entry.dataset.id === this.selected);
    }
    this.view.dispatch(replacement(this.view.state, object?.yaml ?? ''));
    if (isOther) {
      this.view.scrollDOM.scrollTop = 0;
    }
  }

  /** Objects that the panel shows. */
  get count(): number {
    return this.objects.length;
  }
}

function idOf({ kind, name }: RenderedObject): string {
  return `${kind} ${name}`;
}
