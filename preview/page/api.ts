import type { Rendering, RenderRequest } from '../../bin/preview/protocol';
import type { FileEvent, SaveMessage, SaveRequest, SessionMessage } from '../messages';

// Requests to the server. The address of the page contains the token, and these addresses are relative to it.

/** Asks for the facts about the preview, and for the files. */
export function fetchSession(): Promise<SessionMessage> {
  return answerTo('session');
}

/** Asks for a rendering. */
export function render(request: RenderRequest): Promise<Rendering> {
  return answerTo('render', request);
}

/** Asks to save a file. */
export function save(request: SaveRequest): Promise<SaveMessage> {
  return answerTo('save', request);
}

/**
 * Calls functions when a file changes on disk, and when the connection to the command ends or begins.
 *
 * @param onFile called with each file that changed
 * @param onConnection called with whether there is a connection
 */
export function follow(onFile: (event: FileEvent) => void, onConnection: (isConnected: boolean) => void): void {
  const events = new EventSource('events');
  events.addEventListener('message', ({ data }) => onFile(JSON.parse(data)));
  events.addEventListener('open', () => onConnection(true));
  events.addEventListener('error', () => onConnection(false));
}

async function answerTo<Answer>(path: string, content?: object): Promise<Answer> {
  const response = await fetch(
    path,
    content && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) },
  );
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(String(answer.problem));
  }
  return answer;
}
