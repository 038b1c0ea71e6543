import type { FindingPlace, PlacedFinding, Rendering } from '../../bin/preview/protocol';
import type { FileEvent, SessionMessage } from '../messages';
import { fetchSession, follow, render, save } from './api';
import { ConflictBanner } from './conflict-banner';
import { DifferencesPanel } from './differences-panel';
import { byId, counted } from './dom';
import { MAX_FINDINGS, showFindings, summaryOf } from './findings-list';
import { GraphPanel } from './graph-panel';
import type { Note } from './notes';
import { ObjectsPanel } from './objects-panel';
import { Settings } from './settings';
import { Tabs } from './tabs';
import { ValuesEditor } from './values-editor';
import { NO_VALUES, ValuesFile } from './values-file';

/** Milliseconds without another change before a rendering. */
const QUIET = 120;

/** Name of the tab with the values that options set. */
const OPTIONS_TAB = '--set';

/** The page: connects the parts. */
class Page {
  private readonly editor: ValuesEditor;
  private readonly fileTabs: Tabs;
  private readonly files: readonly ValuesFile[];
  private readonly objects = new ObjectsPanel(byId('object-list', HTMLElement), byId('object-yaml', HTMLElement));
  private readonly differences = new DifferencesPanel(byId('differences', HTMLElement));
  private readonly graph = new GraphPanel(byId('graph', HTMLElement));
  private readonly settings: Settings;
  private readonly resultTabs: Tabs;
  private readonly conflicts = new ConflictBanner(byId('conflict', HTMLElement));
  private readonly saveButton = byId('save', HTMLButtonElement);
  private readonly status = byId('status', HTMLElement);
  private timer = 0;
  /** Whether the page waits for an answer to a rendering. */
  private isRendering = false;
  /** Whether something changed after the last request for a rendering. */
  private isOutdated = false;

  constructor(private readonly session: SessionMessage) {
    const { release, environment, files, set, states } = session;
    const title = environment === undefined ? release : `${environment}: ${release}`;
    document.title = `${title} – preview`;
    byId('title', HTMLElement).textContent = title;
    this.files = states.map((state) => new ValuesFile(state));
    const panel = byId('editor', HTMLElement);
    const documents = [
      ...files.map((name, file) => ({ name, values: this.files[file]?.saved ?? NO_VALUES, isEditable: true })),
      ...(set === undefined ? [] : [{ name: OPTIONS_TAB, values: set, isEditable: false }]),
    ];
    this.editor = new ValuesEditor(panel, documents, (file) => this.changed(file));
    this.fileTabs = new Tabs(
      byId('file-tabs', HTMLElement),
      'Values files',
      documents.map(({ name }) => ({ label: name, panel })),
      (file) => this.showFile(file),
    );
    this.resultTabs = new Tabs(
      byId('result-tabs', HTMLElement),
      'Result',
      ['objects', 'differences', 'graph'].map((id) => ({
        label: id.charAt(0).toUpperCase() + id.slice(1),
        panel: byId(id, HTMLElement),
      })),
      () => this.graph.update(),
    );
    this.settings = new Settings(session, () => this.schedule(0));
    this.saveButton.addEventListener('click', () => this.save());
    document.addEventListener('keydown', (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
        event.preventDefault();
        this.save();
      }
    });
    window.addEventListener('beforeunload', (event) => {
      if (this.files.some((file, index) => file.isChanged(this.editor.textOf(index)))) {
        event.preventDefault();
      }
    });
    // Another program may have written the folder that the objects are compared with.
    window.addEventListener('focus', () => this.schedule(0));
    follow(
      (event) => this.receive(event),
      (isConnected) => this.showConnection(isConnected),
    );
    for (const file of this.files.keys()) {
      this.showState(file);
    }
  }

  private changed(file: number): void {
    this.showState(file);
    this.schedule(QUIET);
  }

  private showFile(file: number): void {
    this.editor.show(file);
    this.showState(file);
  }

  /** Shows whether a file is changed, and whether there is a conflict. */
  private showState(file: number): void {
    const state = this.files[file];
    const isChanged = state?.isChanged(this.editor.textOf(file)) ?? false;
    if (state !== undefined) {
      this.fileTabs.setNote(
        file,
        state.conflict || state.problem ? '!' : isChanged ? '•' : '',
        noteOf(state, isChanged),
      );
    }
    if (file !== this.fileTabs.selected) {
      return;
    }
    this.saveButton.disabled = !isChanged;
    this.conflicts.show(state, {
      name: this.session.files[file] ?? '',
      edited: () => this.editor.valuesOf(file),
      takeFile: (values) => {
        this.editor.replace(file, values);
        this.showState(file);
      },
      done: () => this.showState(file),
    });
  }

  private receive({ file, ...state }: FileEvent): void {
    const values = this.files[file]?.receive(state, this.editor.textOf(file));
    if (values !== undefined) {
      this.editor.replace(file, values);
    }
    this.showState(file);
    this.schedule(QUIET);
  }

  private save(): void {
    const file = this.fileTabs.selected;
    const state = this.files[file];
    const text = this.editor.textOf(file);
    if (state === undefined || !state.isChanged(text)) {
      return;
    }
    save({ file, text, version: state.saved.version }).then(
      ({ isSaved, state: onDisk }) => {
        if (isSaved && 'version' in onDisk) {
          state.accept(onDisk);
        } else {
          state.receive(onDisk, this.editor.textOf(file));
        }
        this.showState(file);
        this.schedule(0);
      },
      ({ message }: Error) => {
        state.problem = message;
        this.showState(file);
      },
    );
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.render(), delay);
  }

  /** Renders, unless a rendering is under way. Then it renders after that, so that requests do not queue. */
  private async render(): Promise<void> {
    this.isOutdated = true;
    if (this.isRendering) {
      return;
    }
    this.isRendering = true;
    while (this.isOutdated) {
      this.isOutdated = false;
      const { base, name } = this.settings.base;
      const texts = this.files.map((_, file) => this.editor.textOf(file));
      try {
        const rendering = await render({ texts, base, ...this.settings.current });
        // The places of an older text are wrong.
        if (!this.isOutdated && texts.every((text, file) => text === this.editor.textOf(file))) {
          this.show(rendering, name);
        }
      } catch (error) {
        this.showStatus(error instanceof Error ? error.message : String(error), true);
      }
    }
    this.isRendering = false;
  }

  private show({ findings, problem, objects, graph, comparison, secrets }: Rendering, base: string): void {
    for (const [file, ranges] of secrets.entries()) {
      const here = notesOf(findings, file);
      this.editor.setSecrets(
        file,
        ranges,
        here.some(({ finding }) => finding.rule === 'yaml'),
      );
      this.editor.setFindings(file, here.slice(0, MAX_FINDINGS));
    }
    showFindings(byId('findings', HTMLElement), findings, (place) => this.reveal(place));
    const stale = byId('stale', HTMLElement);
    stale.hidden = objects !== undefined && objects.length > 0;
    stale.classList.toggle('error', objects === undefined);
    byId('objects', HTMLElement).classList.toggle('is-empty', (objects?.length ?? this.objects.count) === 0);
    byId('result', HTMLElement).classList.toggle('is-stale', objects === undefined);
    if (objects === undefined) {
      stale.textContent =
        problem ??
        (this.objects.count > 0
          ? 'The values have errors. This is the result of the last values without errors.'
          : 'The values have errors. Fix them to see the objects.');
    } else {
      stale.textContent = 'These values render no objects.';
      this.objects.show(objects);
    }
    if (comparison !== undefined) {
      this.differences.show(comparison, base);
      this.resultTabs.setNote(1, 'problem' in comparison ? '!' : String(comparison.objects.length || ''));
    }
    if (graph !== undefined) {
      this.graph.show(objects?.length === 0 ? '' : graph);
    }
    const summary = summaryOf(findings);
    const rendered = objects === undefined ? 'not rendered' : counted(objects.length, 'object');
    this.showStatus([rendered, summary].filter(Boolean).join(' · '), objects === undefined);
  }

  private reveal({ file = 0, range = [0, 0] }: FindingPlace): void {
    if (file !== this.fileTabs.selected) {
      this.fileTabs.select(file);
    }
    this.editor.reveal(range);
  }

  private showStatus(text: string, isError: boolean): void {
    this.status.textContent = text;
    this.status.classList.toggle('error', isError);
  }

  private showConnection(isConnected: boolean): void {
    document.body.classList.toggle('is-disconnected', !isConnected);
    if (isConnected) {
      this.schedule(0);
    } else {
      this.showStatus('The command has ended. Your text stays on this page.', true);
    }
  }
}

/** Returns the findings in a file, each with its place there. */
function notesOf(findings: readonly PlacedFinding[], file: number): Note[] {
  return findings.flatMap((finding) =>
    finding.places.flatMap(({ file: other, range }) => (other === file && range ? [{ finding, range }] : [])),
  );
}

function noteOf(state: ValuesFile, isChanged: boolean): string {
  if (state.problem !== undefined) {
    return state.problem;
  }
  return state.conflict ? 'changed on disk' : isChanged ? 'not saved' : '';
}

new Page(await fetchSession());
