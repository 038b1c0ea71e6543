import type { ValuesText } from '../../bin/preview/protocol';
import { sideBySide } from './diff-view';
import { button, byId } from './dom';
import type { ValuesFile } from './values-file';

/** Functions with which the user ends a conflict. */
interface Actions {
  /** Name of the file. */
  readonly name: string;
  /** Returns the text in the editor. */
  readonly edited: () => ValuesText;
  /** Replaces the text in the editor. */
  readonly takeFile: (values: ValuesText) => void;
  /** Called when the user keeps the text in the editor. */
  readonly done: () => void;
}

/** Banner about a file that another program changed while the user edits it, or that cannot be read. */
export class ConflictBanner {
  constructor(private readonly banner: HTMLElement) {
    byId('compare-close', HTMLButtonElement).addEventListener('click', () => dialog().close());
  }

  /** Shows the conflict of a file, or nothing. */
  show(file: ValuesFile | undefined, actions: Actions): void {
    const { conflict, problem } = file ?? {};
    this.banner.hidden = conflict === undefined && problem === undefined;
    if (problem !== undefined) {
      this.banner.replaceChildren(problem);
    } else if (file !== undefined && conflict !== undefined) {
      this.banner.replaceChildren(
        `${actions.name} changed on disk, and you have unsaved changes. `,
        button('Compare', () => compare(actions, conflict)),
        button('Use the file', () => {
          file.accept(conflict);
          actions.takeFile(conflict);
        }),
        button('Keep my text', () => {
          file.accept(conflict);
          actions.done();
        }),
      );
    }
  }
}

function dialog(): HTMLDialogElement {
  return byId('compare-dialog', HTMLDialogElement);
}

function compare({ name, edited }: Actions, onDisk: ValuesText): void {
  byId('compare-title', HTMLElement).textContent = `${name}: on disk (left) and in the editor (right)`;
  const parent = byId('compare-view', HTMLElement);
  parent.replaceChildren();
  const view = sideBySide(
    parent,
    { label: `${name} on disk`, values: onDisk },
    { label: `${name} in the editor`, values: edited() },
  );
  dialog().addEventListener('close', () => view.destroy(), { once: true });
  dialog().showModal();
}
